"""The settlement and its kernel: everything else reads what is defined here."""

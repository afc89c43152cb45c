"""Every form of act and event that the language has, each as a story of a few lines about Alder and Birch."""

from __future__ import annotations

from textwrap import dedent

from spec.kernel.telling import Story

HOUSES = """
assembly Alder.House
assembly Alder.Senate
assembly Birch.House
condition Law
"""

DAYS = HOUSES + """
condition Other
act Wait, by Alder.House, after 1 day, effect Other
"""
"""The same, with a day as the tick of time."""

STORIES = (
    # ---- consent, withdrawal, no
    Story(
        "one voice acts at once, and only whoever the clause names",
        """
        office Alder.President
        office Birch.President
        condition Open
        act Begin, by Alder.President, effect Open
        """,
        """
        Birch.President does Begin: void, by Art. 1(6), who Alder.President, for no clause gives
        = Open: no
        Alder.President does Begin: done, by Art. 1(6)
        = Open: yes
        Alder.President does Begin: cannot, for would change something
        """,
    ),
    Story(
        "a consent waits for the others, and the last one brings the act about and clears them all",
        """
        assembly Alder.Congress
          chamber House with 5 seats
          chamber Senate with 3 seats
        assembly Birch.Congress
        condition AtWar
        act War, by a majority of those voting in each chamber of Alder.Congress and in Birch.Congress, effect AtWar
        """,
        """
        Alder.Congress does War: pending, needs Birch.Congress
        Alder.Congress.House consents to War: pending, needs Alder.Congress.Senate and Birch.Congress
        Alder.Congress.House consents to War: cannot, for has not consented already; who Alder.Congress.Senate and Birch.Congress
        # the other chamber alone completes what the assembly has still to say
        Alder.Congress does War: pending, needs Birch.Congress
        Birch.Congress consents to War: pending, needs Alder.Congress.Senate
        = AtWar: no
        Alder.Congress does War: done
        Alder.Congress.Senate consents to War: done, by Art. 1(6)
        = AtWar: yes
        = yes of Alder.Congress.House to War: no
        = yes of Birch.Congress to War: no
        # a second declaration does not wait for the day after the peace
        Birch.Congress consents to War: cannot, for would change something
        """,
    ),
    Story(
        "a consent may be withdrawn until the act is done",
        HOUSES + "act Pass, by Alder.House and Birch.House, effect Law",
        """
        Alder.House withdraws from Pass: cannot
        Alder.House consents to Pass: pending, needs Birch.House
        Alder.House withdraws from Pass: done
        Birch.House consents to Pass: pending, needs Alder.House
        = Law: no
        Alder.House consents to Pass: done
        Birch.House withdraws from Pass: cannot
        = Law: yes
        """,
    ),
    Story(
        "either of two suffices where the rule says or",
        HOUSES + "act Pass, by Alder.House or Birch.House, effect Law",
        """
        Birch.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "a further consent with an act, by an office that must be filled",
        HOUSES
        + dedent("""
        office Alder.President
        act Pass, by Alder.House, with the consent of Alder.President, effect Law
        """),
        """
        Alder.House consents to Pass: pending, needs Alder.President
        vacancy of Alder.President: done
        Alder.President consents to Pass: cannot
        = Law: no
        """,
    ),
    # ---- steps
    Story(
        "a no ends the step, and the next is entered; after the last the act lapses",
        HOUSES + "act Pass, by Alder.House, failing that by Alder.Senate, failing that it fails, effect Law",
        """
        Alder.Senate consents to Pass: cannot, for come to this step
        Alder.House says no to Pass: done
        = step of Pass: 2
        Alder.House consents to Pass: cannot
        Alder.Senate says no to Pass: done
        = step of Pass: 1
        = Law: no
        Alder.House says no to Pass: done
        Alder.Senate consents to Pass: done, by Art. 1(7)
        = Law: yes
        = step of Pass: 1
        """,
    ),
    Story(
        "failing that it is adopted",
        HOUSES + "act Pass, by Alder.House, failing that by Alder.Senate, failing that it is adopted, effect Law",
        """
        Alder.House says no to Pass: done
        = Law: no
        Alder.Senate says no to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "somebody decides where the others did not",
        HOUSES
        + dedent("""
        office Alder.President
        act Pass, by Alder.House and Birch.House, failing that Alder.President decides, effect Law
        """),
        """
        Alder.House consents to Pass: pending, needs Birch.House
        Birch.House says no to Pass: done
        = yes of Alder.House to Pass: no
        Alder.President consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "a step fails when its time is over, and consents are cleared with it",
        DAYS + "act Pass, by Alder.House and Birch.House, failing that within 3 days by Alder.Senate, failing that it fails, effect Law",
        """
        Alder.House consents to Pass: pending, needs Birch.House
        = time left for Pass: 3
        time passes 2
        = step of Pass: 1
        time passes
        = step of Pass: 2
        = yes of Alder.House to Pass: no
        Birch.House consents to Pass: cannot
        Alder.Senate consents to Pass: done
        = Law: yes
        = time left for Pass: 0
        """,
    ),
    Story(
        "an exchange of notes is counted before the next step is entered",
        HOUSES + "act Pass, by Alder.House and Birch.House, failing that after 3 exchanges of notes by Alder.Senate, effect Law",
        """
        Birch.House says no to Pass: done
        Alder.House says no to Pass: done
        = step of Pass: 1
        Birch.House says no to Pass: done
        = step of Pass: 2
        Alder.Senate consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "consents stand for a year from the first",
        HOUSES + "act Pass, by Alder.House and Birch.House, within 1 year of the first consent, effect Law",
        """
        Alder.House consents to Pass: pending, needs Birch.House
        = time left for Pass: 1
        time passes
        = yes of Alder.House to Pass: no
        Birch.House consents to Pass: pending, needs Alder.House
        Alder.House consents to Pass: done
        = Law: yes
        """,
    ),
    # ---- hearing and objection
    Story(
        "a hearing needs an answer and no yes",
        HOUSES + "act Pass, by Alder.House, after hearing Birch.House, effect Law",
        """
        Alder.House consents to Pass: pending
        = Law: no
        Birch.House is heard on Pass: done
        = Law: yes
        = Birch.House heard on Pass: no
        """,
    ),
    Story(
        "whoever is asked and lets the time pass has been heard",
        DAYS + "act Pass, by Alder.House, after hearing Birch.House or after 14 days, effect Law",
        """
        Alder.House is heard on Pass of asks Birch.House: done
        time passes 13
        Alder.House consents to Pass: pending
        = Law: no
        time passes
        = Law: yes
        = Birch.House heard on Pass: no
        """,
    ),
    Story(
        "silence lets pass what an objection would stop",
        DAYS + "act Pass, by Alder.House, unless within 4 days Birch.House objects, effect Law",
        """
        Birch.House objects to Pass: cannot
        Alder.House consents to Pass: done
        = Law: no
        time passes 3
        Alder.House consents to Pass: cannot
        Birch.House objects to Pass: done
        time passes 3
        = Law: no
        Alder.House consents to Pass: done
        time passes 4
        = Law: yes
        """,
    ),
    Story(
        "an objection by a share of the members from any unit",
        """
        assembly Alder.Congress with 2 members from each unit
        condition Law
        act Pass, by a majority of all members of Alder.Congress, unless within 4 days 2/3 of all members from any unit object, effect Law
        """,
        """
        Elm in Alder.Congress objects to Pass: cannot
        Alder.Congress consents to Pass: done
        Elm in Alder.Congress objects to Pass: done
        time passes 5
        = Law: no
        """,
    ),
    # ---- time
    Story(
        "an effect is delayed, and what is on its way cannot be begun again",
        HOUSES + "act Pass, by Alder.House, after 2 years, effect Law",
        """
        Alder.House does Pass: done
        = Law: no
        Alder.House does Pass: cannot, for on its way already
        time passes
        = Law: yes
        """,
    ),
    Story(
        "an act for a time is undone when the time is over",
        HOUSES + "act Pass, by Alder.House, for 3 years, effect Law",
        """
        Alder.House does Pass: done
        = Law: yes
        time passes
        = Law: no
        """,
    ),
    Story(
        "an act is repeated after a time before it has effect",
        HOUSES + "act Pass, by Alder.House, repeated after 1 year, effect Law",
        """
        Alder.House consents to Pass: done
        = Law: no
        Alder.House consents to Pass: cannot, for may be repeated
        time passes
        Alder.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "an act is repeated after an election",
        """
        assembly Alder.House, elected every 4 years by plurality
        condition Law
        act Pass, by Alder.House, repeated after an election of Alder.House, effect Law
        """,
        """
        Alder.House consents to Pass: done
        Alder.House consents to Pass: cannot
        election of Alder.House: done
        Alder.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "an exit with its slots: waiting, notice, threshold, the counterpart's consent",
        """
        assembly Alder.House
        assembly Birch.House
        condition Parted
        exit Leave of a polity, not before 3 years after the start, after notice of 1 year, by its assembly,
          with the consent of the assembly of the other polity, effect Parted, surviving Art. 1, succeeded by Birch in treaties
        """,
        """
        Alder.House consents to Leave of Alder: cannot, for waiting period
        time passes 3
        Alder.House consents to Leave of Alder: pending, needs Birch.House
        Birch.House consents to Leave of Alder: done
        = Parted: no
        time passes
        = Parted: yes
        """,
    ),
    # ---- offices
    Story(
        "an office falls vacant when its term is over, and an election fills it",
        "office Alder.President, elected every 4 years by the people of Alder by plurality",
        """
        = holder of Alder.President: person 1
        election of Alder.President: cannot
        time passes
        = holder of Alder.President: vacant
        tied election of Alder.President: done
        = holder of Alder.President: vacant
        election of Alder.President: done
        = holder of Alder.President: person 1
        vacancy of Alder.President: done
        vacancy of Alder.President: cannot
        """,
    ),
    Story(
        "ties broken by lot leave no election without a winner",
        "office Alder.President, initially vacant, elected every 4 years by the people of Alder by plurality, ties broken by lot",
        """
        = holder of Alder.President: vacant
        election of Alder.President: done
        """,
    ),
    Story(
        "until succeeded, whoever holds an office holds it over its term",
        "office Alder.President, elected every 4 years by the people of Alder by plurality, until succeeded",
        """
        time passes 3
        = holder of Alder.President: person 1
        = term of Alder.President: 0
        election of Alder.President: done
        = term of Alder.President: 1
        """,
    ),
    Story(
        "whoever acts in a vacancy acts for the office",
        """
        office Alder.President, initially vacant, when vacant Alder.Deputy acts
        office Alder.Deputy
        condition Open
        act Begin, by Alder.President, effect Open
        """,
        """
        Alder.President does Begin: done
        = Open: yes
        """,
    ),
    Story(
        "nobody acts in a vacancy of which the text says nothing",
        """
        office Alder.President, initially vacant
        condition Open
        act Begin, by Alder.President, effect Open
        """,
        """
        Alder.President does Begin: cannot
        = Open: no
        """,
    ),
    Story(
        "an office is appointed when it is vacant, and removed only where the text says so",
        """
        assembly Alder.House
        office Alder.President, appointed by Alder.House, removed by Alder.House
        """,
        """
        Alder.House does Fill of Alder.President: cannot, for is vacant
        Alder.House does Remove of Alder.President: done
        = holder of Alder.President: vacant
        Alder.House does Remove of Alder.President: cannot
        Alder.House does Fill of Alder.President: done
        = holder of Alder.President: person 1
        """,
    ),
    Story(
        "a vacancy is filled by a rule of its own",
        """
        assembly Alder.House
        office Alder.President, elected every 4 years by the people of Alder by plurality, when vacant filled by Alder.House
        """,
        """
        Alder.House does Fill of Alder.President: cannot
        vacancy of Alder.President: done
        Alder.House does Fill of Alder.President: done
        """,
    ),
    Story(
        "nobody holds two offices that are incompatible, in any way of filling",
        """
        assembly Alder.House
        office Alder.President, initially vacant, appointed by Alder.House
        office Chief, joint to Alder and Birch, initially vacant, incompatible with Alder.President,
          elected every 4 years by the people of Alder and Birch together by plurality
        """,
        """
        election of Chief, person 1: done
        Alder.House does Fill of Alder.President, person 1: void, by Art. 1(5)
        Alder.House does Fill of Alder.President, person 2: done
        vacancy of Chief: done
        election of Chief, person 2: void
        election of Chief, person 1: done
        """,
    ),
    Story(
        "an office held ex officio is filled while the other is",
        """
        office Alder.President
        office Chief, joint to Alder and Birch, held ex officio by Alder.President
        condition Open
        act Begin, by Chief, when Chief is filled, effect Open
        """,
        """
        vacancy of Alder.President: done
        Chief does Begin: cannot
        """,
    ),
    Story(
        "for life, by rotation and by lot a successor follows",
        """
        office Alder.Monarch, held for life
        office Chief, joint to Alder and Birch, rotating every 1 year among Elm and Oak
        office Judge, joint to Alder and Birch, drawn by lot among Elm and Oak
        """,
        """
        succession of Alder.Monarch: cannot
        vacancy of Alder.Monarch: done
        succession of Alder.Monarch: done
        time passes
        rotation of Chief: done
        vacancy of Judge: done
        drawing of Judge: done
        """,
    ),
    # ---- rules
    Story(
        "two of three, and all but one",
        HOUSES
        + dedent("""
        condition Old
        act Pass, by any 2 of Alder.House, Alder.Senate and Birch.House, effect Law
        """),
        """
        Alder.Senate consents to Pass: pending, needs Alder.House
        Birch.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "weights decide, and a unit that must be among the yes",
        """
        assembly Council with 1 members from each unit, joint to Alder and Birch
        condition Law
        condition Old
        condition New
        act Pass, by a majority of all members of Council including Elm, effect Law
        act Drop, by all but 1 of Council, effect Old
        act Make, by a majority of all members of Council, effect New
        """,
        """
        Fir in Council consents to Pass: pending
        Oak in Council consents to Pass: pending
        Yew in Council consents to Pass: pending
        = Law: no
        Elm in Council consents to Pass: done
        = Law: yes
        Elm in Council consents to Drop: pending
        Fir in Council consents to Drop: pending
        Oak in Council consents to Drop: done
        = Old: yes
        Elm in Council consents to Make: pending
        Fir in Council consents to Make: pending
        Yew in Council consents to Make: done
        = New: yes
        """,
    ),
    Story(
        "whoever does not sit counts neither for nor against",
        """
        assembly Alder.Council with 1 members from each unit
        assembly Birch.House
        condition Law
        act Leave of a unit to a polity, by Birch.House, effect that unit belongs to that polity
        act Pass, by a majority of all members of Alder.Council including Elm, effect Law
        """,
        """
        Elm in Alder.Council consents to Pass: pending
        Oak in Alder.Council consents to Pass: pending
        = Law: no
        Birch.House does Leave of Oak, Alder: done
        Fir in Alder.Council consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "an office of a polity that has no unit left is no office",
        """
        office Alder.President
        assembly Birch.House
        condition Open
        act Leave of a unit to a polity, by Birch.House, effect that unit belongs to that polity
        act Begin, by Alder.President, effect Open
        """,
        """
        Birch.House does Leave of Elm, Birch: done
        Birch.House does Leave of Fir, Birch: done
        Alder.President does Begin: cannot
        vacancy of Alder.President: cannot
        """,
    ),
    Story(
        "an article is renewed in time",
        """
        assembly Alder.House
        condition Law
        condition Old
        act Pass, by Alder.House, effect Law
        act Wait, by Alder.House, after 5 years, effect Old
        Art. 1(6) is in force from 1868-01-01 for 10 years renewable by Alder.House, failing that it lapses
        """,
        """
        time passes
        = time left of Art. 1(6): 1
        Alder.House does Renew of Art. 1(6): done
        Alder.House does Renew of Art. 1(6): cannot
        = time left of Art. 1(6): 1
        time passes
        = time left of Art. 1(6): 2
        Alder.House does Pass: done
        time passes
        time passes
        Alder.House does Pass: void
        Alder.House does Renew of Art. 1(6): cannot
        """,
    ),
    Story(
        "both must object, and what is decided takes no no",
        """
        assembly Alder.House
        assembly Birch.House
        condition Law
        act Pass, by Alder.House, unless within 10 days Alder.House and Birch.House object, failing that by Birch.House, effect Law
        """,
        """
        Alder.House consents to Pass: done
        Alder.House says no to Pass: cannot
        Birch.House objects to Pass: done
        Birch.House objects to Pass: cannot
        time passes
        = Law: yes
        """,
    ),
    Story(
        "an office held ex officio acts while that is filled with which it comes, and whoever acts in a vacancy may object",
        """
        assembly Alder.House
        assembly Birch.House
        office Alder.Head, appointed by Alder.House
        office Chair, joint to Alder and Birch, held ex officio by Alder.Head
        office Chief, joint to Alder and Birch, appointed by Alder.House, when vacant Alder.Head acts
        condition Law
        condition Old
        act Age, by Chair, effect Old
        act Pass, by Chair, unless within 10 days Chief object, effect Law
        """,
        """
        vacancy of Chief: done
        Chair consents to Pass: done
        Chief objects to Pass: done
        Chair consents to Pass: done
        vacancy of Alder.Head: done
        Chief objects to Pass: cannot
        time passes
        = Law: yes
        Chair does Age: cannot
        """,
    ),
    Story(
        "an objection without a time stands until it is withdrawn",
        """
        assembly Alder.House
        assembly Birch.House
        condition Law
        act Pass, by Alder.House, unless Birch.House object, effect Law
        """,
        """
        Birch.House objects to Pass: done
        Alder.House consents to Pass: cannot
        Birch.House withdraws from Pass: done
        Alder.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "a tie is broken by whom the act names",
        """
        assembly Alder.House
        assembly Birch.House
        assembly Council, 2 from Alder chosen by Alder.House, 2 from Birch chosen by Birch.House
        condition Law
        act Pass, by a majority of those voting in Council, ties broken by Alder.House, effect Law
        """,
        """
        Birch in Council consents to Pass: pending
        = Law: no
        Alder.House consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "a majority within each group",
        """
        assembly Parliament, joint to Alder and Birch
          chamber House with 30 seats, 20 Elmish from Elm, 10 Oakish from Oak
        condition Law
        act Pass, by a majority of those voting in Parliament.House including a majority from each of Elmish and Oakish, effect Law
        """,
        """
        Elmish from Elm in Parliament.House consents to Pass: pending
        = Law: no
        Oakish from Oak in Parliament.House consents to Pass: done
        = Law: yes
        """,
    ),
    # ---- bars, duties
    Story(
        "a bar on an act makes it void for whom it covers, and names itself",
        """
        office Alder.President
        office Birch.President
        condition Open
        act Begin, by Alder.President or Birch.President, effect Open
        Alder.President may not Begin
        """,
        """
        Alder.President consents to Begin: void, by Art. 1(7)
        Birch.President consents to Begin: done
        = Open: yes
        """,
    ),
    Story(
        "an act against a duty is a breach, and has its effect",
        """
        office Alder.President
        condition Open
        condition AtWar
        act Begin, by Alder.President, effect Open
        act Declare, by Alder.President, effect AtWar
        Alder.President must not Begin while AtWar
        """,
        """
        Alder.President does Declare: done
        Alder.President does Begin: breach, by Art. 1(8)
        = Open: yes
        """,
    ),
    Story(
        "a duty of a family binds each of its members, a duty of each unit its organs and its people",
        """
        office Governor of each unit
        condition Open of each unit
        condition Left of each unit
        act Begin of a unit, by its office, effect Open
        act Leave of a unit, by a majority of those voting in a referendum of it, effect Left
        Governor must not Begin
        each unit of Alder must not Leave
        condition Still of each unit
        act Rest of a unit, by its office, effect Still
        Governor of each unit of Alder must not Rest
        """,
        """
        Governor of Elm does Rest of Elm: breach, by Art. 1(12)
        Governor of Oak does Rest of Oak: done
        Governor of Elm does Begin of Elm: breach, by Art. 1(8)
        = Open of Elm: yes
        the people of Elm does Leave of Elm: breach, by Art. 1(9)
        = Left of Elm: yes
        the people of Oak does Leave of Oak: done
        """,
    ),
    Story(
        "a bar on the organs of each unit of one polity leaves those of the other alone, and follows the unit",
        """
        office Governor of each unit
        condition Open of each unit
        act Begin of a unit, by its office, effect Open
        act Move of a unit to a polity, by its office, effect that unit belongs to that polity
        Governor of each unit of Alder may not Begin
        """,
        """
        Governor of Oak does Begin of Oak: done
        Governor of Elm does Begin of Elm: void, by Art. 1(7)
        Governor of Elm does Move of Elm, Birch: done
        Governor of Elm does Begin of Elm: done
        Governor of Yew does Move of Yew, Alder: done
        Governor of Yew does Begin of Yew: void, by Art. 1(7)
        """,
    ),
    Story(
        "the consent of the organs of each unit of one polity is theirs alone",
        """
        office Governor of each unit
        condition Law
        condition Other
        act Move of a unit to a polity, by its office, effect that unit belongs to that polity
        act Pass, by the consent of Governor of each unit of Alder, effect Law
        act Repeal, by all of those voting in Governor of each unit of Alder, effect Other
        """,
        """
        Governor of Oak consents to Pass: void, who Governor of Elm and Governor of Fir
        Governor of Elm consents to Pass: pending, needs Governor of Fir
        Governor of Fir consents to Pass: done
        = Law: yes
        Governor of Fir does Move of Fir, Birch: done
        Governor of Fir consents to Repeal: void, who Governor of Elm
        Governor of Elm consents to Repeal: done
        = Other: yes
        """,
    ),
    Story(
        "the consent of each unit of one polity, and of their people, is theirs alone",
        """
        assembly Senate of each unit
        condition Law
        condition Other
        act Move of a unit to a polity, by its assembly, effect that unit belongs to that polity
        act Pass, by the consent of each unit of Alder, effect Law
        act Repeal, by a majority of those voting in a referendum of each unit of Alder, effect Other
        """,
        """
        Senate of Oak consents to Pass: void
        Senate of Elm does Pass: pending, needs Senate of Fir
        the people of Oak consents to Repeal: void
        the people of Elm does Repeal: pending, needs the people of Fir
        Senate of Fir does Move of Fir, Birch: done
        the people of Elm consents to Repeal: done
        Senate of Elm consents to Pass: done
        = Law: yes
        = Other: yes
        """,
    ),
    Story(
        "where no unit is left in a polity, nobody consents for each of them",
        """
        office Governor of each unit
        assembly Birch.House
        condition Law
        condition Other
        act Move of a unit to a polity, by its office, effect that unit belongs to that polity
        act Pass, by the consent of Governor of each unit of Alder and the consent of Birch.House, effect Law
        act Repeal, by (a majority of those voting in Governor of each unit of Alder), and Birch.House, effect Other
        """,
        """
        Governor of Fir does Move of Fir, Birch: done
        Governor of Elm does Move of Elm, Birch: done
        Birch.House consents to Pass: cannot, for those whose consent Pass needs are there
        Birch.House consents to Repeal: cannot, for those whose consent Repeal needs are there
        = Law: no
        """,
    ),
    Story(
        "a share from each polity is counted among the members of all its units, one from each unit of a polity among those alone",
        """
        assembly Diet, with 10 seats from each unit
        condition Law
        condition Other
        act Pass, by a majority of those voting in Diet including at least one third of those voting from each polity, effect Law
        act Repeal, by at least one quarter of those voting in Diet including a majority of those voting from each unit of Alder, effect Other
        """,
        """
        Elm in Diet consents to Pass: pending
        Fir in Diet consents to Pass: pending
        Oak in Diet consents to Pass: done
        Elm in Diet consents to Repeal: pending, needs Fir in Diet
        Fir in Diet consents to Repeal: done
        """,
    ),
    Story(
        "a duty of an assembly binds its chambers, a duty of a polity the organs that act for it",
        """
        assembly Alder.Congress
          chamber House with 5 seats
          chamber Senate with 3 seats
        assembly Birch.Congress
        office Birch.President
        condition Open
        condition AtWar
        act Begin, by a majority of those voting in each chamber of Alder.Congress and in Birch.Congress, effect Open
        act Declare, by Birch.President, effect AtWar
        Alder.Congress must not Begin while not AtWar
        Birch must not Declare
        """,
        """
        Alder.Congress does Begin: breach, by Art. 1(10)
        Alder.Congress.House consents to Begin: breach, by Art. 1(10)
        Birch.Congress consents to Begin: pending
        Birch.President does Declare: breach, by Art. 1(11)
        = AtWar: yes
        Alder.Congress.Senate consents to Begin: done
        = Open: yes
        """,
    ),
    Story(
        "to say no to an act is to keep a duty not to do it",
        """
        office Alder.President
        assembly Alder.House
        assembly Birch.House
        condition Open
        act Begin, by Alder.President and Birch.House, failing that by Alder.House, effect Open
        Alder.President must not Begin
        """,
        """
        Alder.President consents to Begin: breach, by Art. 1(8)
        Alder.President says no to Begin: done
        Alder.House consents to Begin: done
        = Open: yes
        """,
    ),
    Story(
        "a duty of a body binds those who vote in it, a duty to do nothing on a matter every act on it",
        """
        assembly Council with 1 members from each unit, joint to Alder and Birch
        matter trade
        matter tariff under trade
        condition Open
        condition Closed
        act Begin on tariff, by all of those voting in Council, effect Open
        act Shut, by all of those voting in Council, effect Closed
        Council must not act on trade
        """,
        """
        Elm in Council consents to Begin: breach, by Art. 1(8)
        Elm in Council consents to Shut: pending
        """,
    ),
    Story(
        "a duty is lifted by the consent without which it stands",
        """
        office Alder.President
        assembly Birch.House
        condition Open
        condition Closed
        act Begin, by Alder.President, effect Open
        act Shut, by Alder.President, effect Closed
        Alder.President must not Begin or Shut without Birch.House
        """,
        """
        Alder.President does Begin: breach, by Art. 1(9)
        = Open: yes
        Alder.President does Allow of Begin, Shut: void, who Birch.House
        Birch.House does Allow of Begin, Shut: done, by Art. 1(9)
        Alder.President does Shut: done
        """,
    ),
    Story(
        "a duty lasts as long as its article is in force",
        """
        office Alder.President
        condition Open
        condition Shut
        act Begin, by Alder.President, effect Open
        act End, by Alder.President, effect Shut
        Alder.President must not Begin or End
        Art. 1(8) is in force from 2030-01-01 for 1 year
        """,
        """
        Alder.President does Begin: breach, by Art. 1(8)
        time passes: done
        = Art. 1(8) in force: no
        Alder.President does End: done
        """,
    ),
    Story(
        "what a duty says not to hold passes all the same, in breach",
        """
        office Chief, joint to Alder and Birch
        condition AtWar
        assembly Alder.House
        force Guard of each unit of Alder
        resource Weapons of each force, held by it
        act Hand of a force to an organ, by Alder.House, effect Weapons pass to that organ
        act Declare, by Alder.House, effect AtWar
        Chief must not hold Weapons while not AtWar
        """,
        """
        Alder.House does Hand of Guard of Elm, Chief: breach, by Art. 1(10)
        = holder of Weapons of Guard of Elm: Chief
        Alder.House does Declare: done
        Alder.House does Hand of Guard of Fir, Chief: done
        """,
    ),
    Story(
        "a duty to act in time runs while its condition holds, and passing its end is a breach",
        """
        office Chief, joint to Alder and Birch
        assembly Alder.House
        condition AtWar, initially
        condition Down
        act Peace, by Alder.House, effect not AtWar
        act War, by Alder.House, effect AtWar
        act StandDown, by Chief, effect Down
        Chief must StandDown within 2 years when not AtWar
        act Renew "renewing" of a polity, by Alder.House, after 1 year, effect Down
        """,
        """
        = time left for Chief to StandDown by Art. 1(10): 0
        Alder.House does Peace: done
        = time left for Chief to StandDown by Art. 1(10): 2
        time passes: done
        = time left for Chief to StandDown by Art. 1(10): 1
        Alder.House does War: done
        = time left for Chief to StandDown by Art. 1(10): 0
        time passes: done
        Alder.House does Peace: done
        time passes: done
        = breach of Art. 1(10) by Chief: no
        time passes: breach, by Art. 1(10)
        = breach of Art. 1(10) by Chief: yes
        = time left for Chief to StandDown by Art. 1(10): 0
        time passes: done
        Chief does StandDown: done
        = breach of Art. 1(10) by Chief: no
        """,
    ),
    Story(
        "a duty done in time is over, whoever did the act",
        """
        office Chief, joint to Alder and Birch
        office Deputy, joint to Alder and Birch
        condition Down
        act StandDown, by Chief or Deputy, after 2 years, effect Down
        Chief must StandDown within 1 year
        """,
        """
        = time left for Chief to StandDown by Art. 1(7): 1
        Deputy consents to StandDown: done
        = time left for Chief to StandDown by Art. 1(7): 0
        time passes: done
        time passes: done
        = breach of Art. 1(7) by Chief: no
        = Down: yes
        """,
    ),
    Story(
        "each unit does its own part, and what is due every year is due again",
        """
        office Governor of each unit
        condition Paid of each unit
        condition Quiet
        act Report of a unit, by its office, for 1 year, effect Paid
        each unit of Alder must Report every 2 years
        """,
        """
        Governor of Elm does Report of Elm: done
        = time left for Elm to Report by Art. 1(7): 2
        Governor of Oak does Report of Oak: done
        time passes: done
        Governor of Fir does Report of Fir: done
        = time left for Elm to Report by Art. 1(7): 1
        = time left for Fir to Report by Art. 1(7): 2
        time passes: breach, by Art. 1(7)
        = breach of Art. 1(7) by Elm: yes
        = breach of Art. 1(7) by Fir: no
        """,
    ),
    Story(
        "failing that somebody else decides: they do what was left undone, and nobody is in breach any longer",
        """
        office Chief, joint to Alder and Birch
        assembly Alder.House
        condition Down
        act StandDown, by Chief, effect Down
        Chief must StandDown within 1 year, failing that by Alder.House
        """,
        """
        Alder.House does Redress of Chief: cannot, for Chief is in breach of Art. 1(7)
        time passes: breach, by Art. 1(7)
        = breach of Art. 1(7) by Chief: yes
        Chief does Redress of Chief: void
        Alder.House does Redress of Chief: done
        = breach of Art. 1(7) by Chief: no
        = Down: yes
        """,
    ),
    Story(
        "failing that it is adopted, or it fails: nobody stays in breach",
        """
        office Chief, joint to Alder and Birch
        condition Down
        condition Up
        act StandDown, by Chief, effect Down
        act StandUp, by Chief, effect Up
        Chief must StandDown within 1 year, failing that it is adopted
        Chief must StandUp every 1 year, failing that it fails
        """,
        """
        time passes: breach, by Art. 1(8) and Art. 1(9)
        = Down: yes
        = Up: no
        = breach of Art. 1(8) by Chief: no
        = breach of Art. 1(9) by Chief: no
        = time left for Chief to StandDown by Art. 1(8): 0
        = time left for Chief to StandUp by Art. 1(9): 1
        """,
    ),
    Story(
        "that a verb is not exercised or a sum not paid is an event, and a breach",
        """
        assembly Council with 1 members from each unit, joint to Alder and Birch
        office Chief, joint to Alder and Birch
        matter trade
        condition AtWar
        act Declare, by Chief, effect AtWar
        Council must legislate on trade every 2 years when AtWar
        Alder must pay 100 usd yearly to Birch, failing that Council decides
        Chief must Declare when not AtWar, failing that no one pays
        """,
        """
        duty left undone of Council, Art. 1(8): cannot
        Chief does Declare: done
        duty left undone of Council, Art. 1(8): breach, by Art. 1(8)
        = breach of Art. 1(8) by Council: yes
        duty left undone of Council, Art. 1(8): cannot
        duty left undone of Alder, Art. 1(9): breach, by Art. 1(9)
        = breach of Art. 1(9) by Alder: yes
        """,
    ),
    Story(
        "an act whose condition fails cannot be done, and what the facts lack is said",
        """
        office Alder.President
        condition Open
        condition AtWar
        act Begin, by Alder.President, when AtWar, effect Open
        """,
        """
        Alder.President does Begin: cannot, by Art. 1(6), for AtWar
        = Open: no
        """,
    ),
    # ---- money, entrance
    Story(
        "an organ is funded while every share is voted",
        """
        assembly Alder.House
        assembly Birch.House
        agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly
        condition Open
        act Begin, by Alder.House, when Staff is funded, effect Open
        """,
        """
        no share voted of Staff, Birch: done
        = share of Birch in Staff: no
        Alder.House does Begin: cannot
        Alder.House does Fund of Staff, Birch: void
        Birch.House does Fund of Staff, Birch: done
        Alder.House does Begin: done
        """,
    ),
    Story(
        "the last budget continues where a share is not voted",
        """
        assembly Alder.House
        assembly Birch.House
        agency Staff, joint to Alder and Birch, funded yearly by Alder 1/2 and Birch 1/2, each share voted by its assembly,
          failing that the last budget continues
        """,
        """
        no share voted of Staff, Birch: cannot
        = share of Birch in Staff: yes
        """,
    ),
    Story(
        "entrance to a polity is set by its assembly",
        """
        assembly Alder.House
        assembly Birch.House
        entrance to each polity set by its assembly, initially free
        """,
        """
        = entrance to Alder: free
        Alder.House does SetEntrance of Alder, free: cannot
        Birch.House does SetEntrance of Alder, strict: void
        Alder.House does SetEntrance of Alder, strict: done
        = entrance to Alder: strict
        = entrance to Birch: free
        """,
    ),
    # ---- forces and resources
    Story(
        "custody stays where it is when command changes",
        """
        assembly Legislature of each unit
        force Guard of each unit
        office Chief, joint to Alder and Birch
        resource Weapons of each force, held by it
        act Place of a force, by its assembly, effect that force is under Chief
        act Recall of a force, by its assembly, effect that force is not under Chief
        """,
        """
        Legislature of Oak does Place of Guard of Elm: void
        Legislature of Elm does Place of Guard of Elm: done
        = command of Guard of Elm: Chief
        = command of Guard of Oak: nobody
        = holder of Weapons of Guard of Elm: Guard of Elm
        Legislature of Elm does Recall of Guard of Elm: done
        = command of Guard of Elm: nobody
        Legislature of Elm does Recall of Guard of Elm: cannot
        """,
    ),
    Story(
        "weapons pass by an act, and never to whom a bar keeps from them",
        """
        assembly Legislature of each unit
        force Guard of each unit
        office Chief, joint to Alder and Birch
        resource Weapons of each force, held by it
        act Transfer of a force to an organ, by its assembly, effect Weapons pass to that organ
        Chief may not hold Weapons
        force Alder.Reserve
        """,
        """
        Legislature of Elm does Transfer of Guard of Elm, Chief: void, by Art. 1(8)
        Legislature of Elm does Transfer of Guard of Elm, Alder.Reserve: done
        = holder of Weapons of Guard of Elm: Alder.Reserve
        """,
    ),
    Story(
        "what an organ held that ceases has no holder, and its command ends",
        """
        assembly Alder.House
        force Guard of each unit of Alder
        office Chief, joint to Alder and Birch
        resource Weapons of each force, held by it
        act Place of a force, by Alder.House, effect that force is under Chief
        act Leave of a unit to a polity, by Alder.House, effect that unit belongs to that polity
        """,
        """
        Alder.House does Place of Guard of Elm: done
        Alder.House does Leave of Elm, Birch: done
        = polity of Elm: Birch
        = holder of Weapons of Guard of Elm: orphan
        = command of Guard of Elm: nobody
        = holder of Weapons of Guard of Fir: Guard of Fir
        Alder.House does Place of Guard of Elm: cannot
        """,
    ),
    Story(
        "a polity without a unit has no organs, and its consent is not to be had",
        """
        assembly Alder.House
        assembly Birch.House
        condition Law
        act Leave of a unit to a polity, by Birch.House, effect that unit belongs to that polity
        act Pass, by Alder.House and Birch.House, effect Law
        """,
        """
        Birch.House does Leave of Elm, Birch: done
        Alder.House consents to Pass: pending
        Birch.House does Leave of Fir, Birch: done
        Alder.House consents to Pass: cannot
        Birch.House consents to Pass: cannot
        = Law: no
        """,
    ),
    Story(
        "a unit that joins is asked in its new polity",
        """
        assembly Legislature of each unit
        assembly Alder.House
        assembly Birch.House
        condition Content of each unit
        act Leave of a unit to a polity, by its assembly, effect that unit belongs to that polity
        act Settle of a unit, by Alder.House, effect Content
        """,
        """
        Legislature of Oak does Leave of Oak, Alder: done
        = polity of Oak: Alder
        Legislature of Oak does Leave of Oak, Alder: cannot
        Alder.House does Settle of Oak: done
        = Content of Oak: yes
        = Content of Elm: no
        """,
    ),
    # ---- articles in force
    Story(
        "an article lapses, and what it gave is void; renewed in time it goes on",
        """
        assembly Alder.House
        condition Law
        act Pass, by Alder.House, effect Law
        act Drop, by Alder.House, effect not Law
        Art. 1(5) is in force from 1868-01-01 for 10 years renewable by Alder.House, failing that it lapses
        """,
        """
        = Art. 1(5) in force: yes
        Alder.House does Pass: done
        Alder.House does Drop: done
        time passes
        = Art. 1(5) in force: no
        Alder.House does Pass: void, by Art. 1(5)
        = Law: no
        """,
    ),
    Story(
        "an article comes into force on its day",
        """
        assembly Alder.House
        condition Law
        act Pass, by Alder.House, effect Law
        condition Old
        Art. 1(6) is in force from 1868-01-01
        Art. 1(5) is in force from 1870-01-01
        """,
        """
        Alder.House does Pass: void
        time passes 2
        Alder.House does Pass: done
        """,
    ),
    Story(
        "an article is amended",
        """
        assembly Alder.House
        act Amend, by Alder.House, effect Art. 1 is amended
        """,
        """
        Alder.House does Amend: done
        = Art. 1 amended: yes
        """,
    ),
    # ---- peoples and units
    Story(
        "each people by itself, in a referendum",
        """
        condition Law
        act Pass, by a majority of those voting in a referendum of Alder and in a referendum of Birch, effect Law
        """,
        """
        the people of Birch consents to Pass: pending, needs the people of Alder
        the people of Alder consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "several peoples together, weighed by the votes cast where they live",
        """
        condition Law
        act Pass, by a majority of those voting in a referendum of Alder and Birch together, effect Law
        act Move of a unit to a polity, by the people of Birch, effect that unit belongs to that polity
        """.replace("by the people of Birch", "by a majority of those voting in a referendum of Birch"),
        """
        the people of Birch consents to Pass: pending
        the people of Birch withdraws from Pass: done
        the people of Birch does Move of Fir, Birch: done
        the people of Birch does Move of Elm, Birch: done
        the people of Birch consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "a share of the units that comprises a share of the people",
        """
        assembly Council with 1 members from each unit, joint to Alder and Birch
        condition Law
        act Pass, by at least 3 of Council comprising 65 % of population, effect Law
        """,
        """
        Fir in Council consents to Pass: pending
        Oak in Council consents to Pass: pending
        Yew in Council consents to Pass: pending
        = Law: no
        Elm in Council consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "two thirds of the units, each by its own legislature",
        """
        assembly Legislature of each unit
        condition Law
        act Pass, by two thirds of the units each by its assembly, effect Law
        """,
        """
        Legislature of Elm consents to Pass: pending
        Legislature of Oak consents to Pass: pending
        = Law: no
        Legislature of Yew consents to Pass: done
        = Law: yes
        """,
    ),
    Story(
        "an organ decides by its own rule, wherever it is asked by name",
        """
        office Alder.First
        office Alder.Second
        court Alder.Bench with 2 judges, deciding by Alder.First and Alder.Second
        condition Law
        act Pass, by Alder.Bench, effect Law
        """,
        """
        Alder.First consents to Pass: pending, needs Alder.Second
        Alder.Second consents to Pass: done
        = Law: yes
        """,
    ),
    # ---- conditions, effects, bars on matters
    Story(
        "an act may empty an office, and look at all there is of a kind",
        """
        office Alder.President
        office Birch.President
        assembly Alder.House
        condition Calm
        act Dismiss, by Alder.House, effect Birch.President is vacant
        act Settle, by Alder.House, when no office is vacant, effect Calm
        act Stir, by Alder.House, when Birch.President is vacant and some office is filled, effect not Calm
        """,
        """
        Alder.House does Settle: done
        Alder.House does Stir: cannot
        Alder.House does Dismiss: done
        = holder of Birch.President: vacant
        Alder.House does Stir: done
        Alder.House does Settle: cannot
        = Calm: no
        """,
    ),
    Story(
        "a bar on acting on a matter covers the acts on it, and no others",
        """
        matter herring "herring" under trade
        office Alder.President
        condition Open
        condition Old
        act Begin on herring, by Alder.President, effect Open
        act End on defence, by Alder.President, effect Old
        Alder.President may not act on trade
        """,
        """
        Alder.President does Begin: void, by Art. 1(9)
        Alder.President does End: done
        = Open: no
        """,
    ),
    Story(
        "a condition of each polity is of the one that the act is of",
        """
        assembly Alder.House
        assembly Birch.House
        condition Parted of each polity
        act Part of a polity, by its assembly, when not Parted, effect Parted
        """,
        """
        Birch.House does Part of Alder: void
        Birch.House does Part of Birch: done
        = Parted of Birch: yes
        = Parted of Alder: no
        Birch.House does Part of Birch: cannot
        """,
    ),
    Story(
        "who may depends on where a unit belongs",
        """
        assembly Alder.House
        assembly Birch.House
        condition Content of each unit
        act Leave of a unit to a polity, by the assembly of the other polity, effect that unit belongs to that polity
        act Settle of a unit of Alder, by Alder.House, effect Content
        """.replace("by the assembly of the other polity", "by Birch.House"),
        """
        Alder.House does Settle of Oak: void, for Oak belongs to Alder
        Birch.House does Leave of Oak, Alder: done
        Alder.House does Settle of Oak: done
        = Content of Oak: yes
        """,
    ),
)

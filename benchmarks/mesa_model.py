"""The yearly model as an agent-based framework would have it: one Mesa agent a place, plain Python arithmetic, one world at a time.

The same equations and the same draws as the reference engine (`python benchmarks/mesa_model.py` checks that the numbers are equal); two polities,
free entrance, one currency by vote, a joint office, a joint head, changes of polity; no parting. It is here to be compared with, not to be used.
"""

from __future__ import annotations

import math

import mesa
import numpy as np

from foedus.draws import word
from foedus.simulate.draws import Weather, normals, uniforms
from foedus.simulate.ground import attraction


class Place(mesa.Agent):
    """One place: its people of two leanings, its product, its jobs, and the polity that it belongs to."""

    def __init__(self, model, number):
        super().__init__(model)
        c = model.c
        self.n, self.polity, self.due = number, int(model.compiled.polity_of[number]), 0
        people, share = float(c.base.population[number]), float(c.base.share[number])
        self.people = [people * share, people * (1 - share)]
        self.x = self.v = self.misfit = 0.0
        self.votes = [0.0, 0.0]
        self.arrive, self.leave = [0.0, 0.0], [0.0, 0.0]

    @property
    def population(self):
        return self.people[0] + self.people[1]

    @property
    def deviation(self):
        return (self.people[0] - self.people[1]) / (2 * self.population)

    def due_effects(self):
        if self.due == self.model.t:
            self.polity, self.due = 1 - self.polity, 0

    def grow(self):
        m, p, i = self.model, self.model.c.product, self.n
        common = p.gamma + p.beta[i] * m.f + sum(float(p.factors[i, k]) * m.h[k] for k in range(3))
        loss = m.cards["delta"] / 10 if m.compiled.barrier and m.t <= 10 else 0.0
        self.x += common + m.drift[i] + p.sigma[i] * m.eps[i] - loss

    def work(self):
        m, j, i = self.model, self.model.c.jobs, self.n
        slope = (1 + m.cards["rate_inflation"]) * m.cards["kappa"] + 2 * m.cards["rate_slack"]
        self.misfit = -slope * (self.v - m.shared_gap)
        eta = j.correlation * m.eps[i] + math.sqrt(1 - j.correlation**2) * m.jobs_own[i]
        rho0 = j.persistence - m.cards["lambda"] * slope
        common = sum(float(j.factors[i, k]) * m.q[k] for k in range(3))
        self.v = rho0 * self.v - m.cards["lambda"] * self.misfit - j.response[i] * j.okun * m.f + common + j.s[i] * eta

    def make(self):
        base = self.model.c.base
        self.product = float(base.product[self.n] / base.population[self.n]) * math.exp(self.x) * self.population
        self.base = float(self.model.c.fiscal.base[self.model.rule][self.n])

    def earn(self):
        m = self.model
        k = self.polity
        evened = m.cards["smoothing"] * (m.mean_x[k] - self.x)
        self.income = self.x + evened + m.closing[k] - m.charge[k]
        self.tax = math.log(max(1 + (m.charge[k] - m.closing[k]) / m.burden, 0.1))

    def draw(self):
        m = self.model
        drawn = m.cards["a_income"] * (self.income - m.mean_income) + m.cards["a_tax"] * (self.tax - m.mean_tax) + m.people_drift[self.n]
        drawn = min(max(drawn, -4.0), 2.3)
        lean = m.cards["a_lean"] * self.deviation
        self.pull = [math.exp(drawn + lean) / m.mix[self.n], math.exp(drawn - lean) / m.mix[self.n]]

    def send(self):
        """Send people to every other place, one pair at a time."""
        moves, here = self.model.c.people.moves, self.n
        for other in self.model.places:
            if other is not self:
                rate = moves[other.n, here]
                for group in (0, 1):
                    going = self.people[group] * rate * other.pull[group]
                    other.arrive[group] += going
                    self.leave[group] += going

    def settle(self):
        m, c = self.model, self.model.c
        moved = [self.people[g] - self.leave[g] + self.arrive[g] for g in (0, 1)]
        logit = math.log(moved[0]) - math.log(moved[1]) - m.melting[self.n]
        whole = moved[0] + moved[1]
        whole *= 1 + c.people.natural[self.n] + c.people.immigration[self.n] * m.cards["immigration"] / whole
        if m.t % 2 == 0:
            v = c.votes
            common = sum(float(v.factors[self.n, k]) * m.lean_common[k] for k in range(3))
            logit += math.sqrt((1 - v.passing) * 2 / v.every) * (common + v.sp[self.n] * m.walk[self.n])
        self.people = [whole / (1 + math.exp(-logit)), whole / (1 + math.exp(logit))]
        self.arrive, self.leave = [0.0, 0.0], [0.0, 0.0]

    def vote(self):
        m, c, v = self.model, self.model.c, self.model.c.votes
        log = v.turnout_place_sd * m.turnout[self.n] + v.turnout_national_sd * m.turnout[-1]
        self.cast = self.population * float(c.base.adults[self.n] / c.base.population[self.n]) * v.turnout[self.n] * math.exp(log)

    def count(self):
        m, v = self.model, self.model.c.votes
        common = sum(float(v.factors[self.n, k]) * m.lean_common[3 + k] for k in range(3))
        passing = common + v.sp[self.n] * m.passing[self.n]
        logit = math.log(self.people[0]) - math.log(self.people[1]) - m.nation + m.swing + math.sqrt(v.passing) * passing
        self.votes = [self.cast / (1 + math.exp(-logit)), self.cast / (1 + math.exp(logit))]

    def ask(self):
        m = self.model
        change = m.compiled.change
        if self.due or not change.may[self.n] or m.asked[self.n] >= m.cards["hazard"]:
            return
        own, other = self.polity, 1 - self.polity
        d = self.deviation
        wish = abs(d - m.mean_share[own]) - abs(d - m.mean_share[other]) + m.cards["change_income"] * (m.polity_income[other] - m.polity_income[own])
        support = 0.5 * math.erfc(-wish / 0.1 / math.sqrt(2))
        loss = m.cards["campaign"] * (1 + m.one_normal(11, self.n))
        if support <= 0 or support - loss <= 0.5 or not self.consented(other, d):
            return
        if sum(place.polity == own and place.due == 0 for place in m.places) > 1:
            self.due = m.t + change.wait
            m.changed += 1

    def consented(self, polity, d):
        m = self.model
        decision = m.compiled.decisions[m.compiled.change.receiving[polity]]
        for number, leaf in enumerate(decision.leaves):
            refuses = 1 / (1 + math.exp(-(m.cards["d0"] + m.cards["d1"] * abs(m.medians[leaf] - d))))
            if m.one_uniform(10, 64 * (number + 1) + self.n) < refuses:
                return False
        return True


class Country(mesa.Model):
    """One world. task: as the engines take it, of one variant."""

    def __init__(self, task, world):
        super().__init__(seed=0)
        self.c, self.compiled, self.cards = task.calibration, task.variants[0], task.values
        self.rule, self.seed_, self.world, self.t, self.changed = task.grounds[0].rule, task.seed, world, 0, 0
        self.weather = Weather(task.seed, np.array([world], np.uint64))
        base = attraction(self.c, self.cards["a_lean"])
        self.mix, self.melting = base.mix[:, 0].tolist(), base.melting[:, 0].tolist()
        n = self.c.places
        self.drift = (np.sqrt(self.c.product.drift_ratio) * self.c.product.residual * self._normals("growth drift", n, 2**32 - 1)).tolist()
        own = self.c.people.drift_sd * self._normals("people drift", n, 2**32 - 1)
        own = own - (self.c.base.population / self.c.base.population.sum() * own).sum()
        self.people_drift = (own / self.c.people.inflow).tolist()
        self.burden = float(self.c.fiscal.taxes[self.rule].sum() / self.c.fiscal.product.sum())
        self.places = [Place(self, number) for number in range(n)]
        self.funded, self.deadlocks, self.won, self.medians = True, 0, [], []
        self.take_seats()

    def _normals(self, stream, items, year):
        return self.weather.normals(stream, items, year)[:, 0]

    def one_uniform(self, stream, item):
        return float(uniforms(np.array([word(self.seed_, stream, item, world=self.world, year=self.t)], np.uint32))[0])

    def one_normal(self, stream, item):
        return float(normals(np.array([self.one_uniform(stream, item)]))[0])

    def step(self):
        self.t += 1
        for place in self.places:
            place.due_effects()
        self.economy()
        self.money()
        for step in ("draw", "send", "settle"):
            for place in self.places:
                getattr(place, step)()
        if self.t % 2 == 0:
            self.take_seats()
        if self.t % self.compiled.offices[0].term == 0:
            self.elect()
        self.decide()
        self.changes()

    def economy(self):
        t = self.t
        z = self._normals("growth common", 9, t)
        self.f = self.c.product.f_sd * math.sqrt(0.6) * z[0] / math.sqrt(sum(z[k] ** 2 for k in range(1, 6)) / 5)
        self.h, n = z[6:9].tolist(), self.c.places
        self.eps, self.jobs_own = self._normals("growth by place", n, t).tolist(), self._normals("jobs by place", n, t).tolist()
        self.q = self._normals("jobs common", 3, t).tolist()
        self.lean_common = self._normals("leaning common", 6, t).tolist()
        self.walk = self._normals("leaning walk by place", n, t).tolist()
        for place in self.places:
            place.grow()
        force = [place.population * float(self.c.jobs.labour_force[place.n]) for place in self.places]
        self.shared_gap = sum(w * place.v for w, place in zip(force, self.places, strict=True)) / sum(force)
        for place in self.places:
            place.work()

    def money(self):
        for place in self.places:
            place.make()
        self.mean_x, self.closing, self.charge = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
        deficit = float(self.c.fiscal.deficit[self.rule] / self.c.fiscal.product.sum())
        whole = sum(place.product for place in self.places)
        for k in (0, 1):
            inside = [place for place in self.places if place.polity == k]
            people, made = sum(place.population for place in inside), sum(place.product for place in inside)
            self.mean_x[k] = sum(place.population * place.x for place in inside) / people
            self.closing[k] = deficit - sum(place.base * place.product for place in inside) / made
            self.charge[k] = self.cards["joint_cost"] * whole * self.compiled.heads[0].shares[k] / made if self.funded else 0.0
        for place in self.places:
            place.earn()
        people = sum(place.population for place in self.places)
        self.mean_income = sum(place.income * place.population for place in self.places) / people
        self.mean_tax = sum(place.tax * place.population for place in self.places) / people

    def take_seats(self):
        self.medians = []
        for leaf in self.compiled.leaves:
            seats = sorted((place.deviation, leaf.seats[place.n]) for place in self.places if place.polity == leaf.polity)
            half, reached, low = sum(n for _, n in seats) / 2, 0, None
            for value, number in seats:
                reached += number
                if low is None and reached >= half:
                    low = value
                if reached > half:
                    self.medians.append((low + value) / 2)
                    break

    def elect(self):
        self.turnout = self._normals("turnout", self.c.places + 1, self.t).tolist()
        self.passing = self._normals("leaning passing by place", self.c.places, self.t).tolist()
        self.swing = self.c.votes.mu + self.c.votes.s_n * float(self._normals("national vote", 1, self.t)[0])
        for place in self.places:
            place.vote()
        first, second = (sum(place.cast * place.people[g] / place.population for place in self.places) for g in (0, 1))
        self.nation = math.log(first) - math.log(second)
        for place in self.places:
            place.count()
        self.won.append(sum(place.votes[0] for place in self.places) > sum(place.votes[1] for place in self.places))

    def decide(self):
        decision = self.compiled.decisions[self.compiled.heads[0].decision]
        medians = [self.medians[leaf] for leaf in decision.leaves]
        middle = (max(medians) + min(medians)) / 2
        said = 0
        for number, leaf in enumerate(decision.leaves):
            refuses = 1 / (1 + math.exp(-(self.cards["d0"] + self.cards["d1"] * abs(self.medians[leaf] - middle))))
            said |= (self.one_uniform(9, self.compiled.leaves[leaf].item) >= refuses) << number
        self.funded = any(said & mask == mask for mask in decision.winning)
        self.deadlocks += not self.funded

    def changes(self):
        self.asked = self.weather.uniforms("change of polity", self.c.places, self.t)[:, 0].tolist()
        self.mean_share, self.polity_income = [0.0, 0.0], [0.0, 0.0]
        for k in (0, 1):
            inside = [place for place in self.places if place.polity == k]
            people = sum(place.population for place in inside)
            self.mean_share[k] = sum(place.population * place.deviation for place in inside) / people
            self.polity_income[k] = sum(place.population * place.income for place in inside) / people
        for place in self.places:
            place.ask()


def run_world(task, world):
    """Run one world to its end."""
    country = Country(task, world)
    for _ in range(task.years):
        country.step()
    return country


def check(task, worlds=4):
    """The numbers of the agents against the reference engine: the largest relative distance; whole numbers must be equal."""
    from foedus.simulate.running import Reference

    keys = [(one.quantity, one.scope_id) for one in task.series]
    out, worst = Reference().run(task, 0, worlds)[0][0, -1], 0.0
    for world in range(worlds):
        country = run_world(task, world)
        for k, name in enumerate(task.scopes.names):
            people = sum(place.population for place in country.places if place.polity == k)
            made = sum(place.product for place in country.places if place.polity == k)
            worst = max(worst, abs(people / out[keys.index(("population", name)), world] - 1), abs(made / out[keys.index(("gross_product", name)), world] - 1))
        assert country.deadlocks == out[keys.index(("deadlock_years", "joint")), world]
        assert country.changed == out[keys.index(("changes_of_polity", "joint")), world]
        assert abs(sum(country.won) / max(len(country.won), 1) - out[keys.index(("office_group1", country.compiled.offices[0].name)), world]) < 1e-12
    return worst


if __name__ == "__main__":
    from foedus.simulate.yearly import prepare

    print(f"largest relative distance from the reference: {check(prepare('soft-secession', vs=(), worlds=4, years=20).task):.1e}")

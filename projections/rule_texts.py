"""The rules that figures and objections rest on: what they say, and where that stands.

`source` quotes the Flemish government's page on the grant. Where that is silent, the
source is "chosen": a reading of this program, a setting of the rule set or stated here.
"""

from __future__ import annotations

from msgspec import Struct

from ledger.messages import message

CHOSEN = message("chosen: the source does not say")


class RuleText(Struct, frozen=True):
    """A rule, and the words that it comes from: Dutch, or `CHOSEN`."""

    text: str
    source: str


RULE_TEXTS: dict[str, RuleText] = {
    "funds": RuleText(
        message(
            "a year has its opening reserve, the tranches received, and what came back"
        ),
        "Om het professionaliseringsplan uit te voeren, stelt de overheid elk jaar "
        "professionaliseringsmiddelen (nascholingsmiddelen) ter beschikking van de "
        "onderwijsinstellingen.",
    ),
    "tranches": RuleText(
        message(
            "60 % of the allocation comes by the end of February, 40 % by the end of "
            "June"
        ),
        "1ste schijf van 60% voor het einde van de maand februari; "
        "2de schijf van 40% voor het einde van de maand juni",
    ),
    "allocation": RuleText(
        message(
            "the allocation follows the established posts of 1 February a year before"
        ),
        "Het professionaliseringsbudget wordt berekend op basis van het aantal "
        "organieke betrekkingen in je instelling op 1 februari van het vorige "
        "begrotingsjaar.",
    ),
    "reserve-from": RuleText(
        message(
            "one saves only what one still has: money that is gone is not reserved"
        ),
        CHOSEN,
    ),
    "reserve-limit": RuleText(
        message("at most half of a year's allocation is carried over"),
        "Je kan een reserve opbouwen van maximaal 50% van de jaarlijkse middelen.",
    ),
    "carry-over": RuleText(
        message("the close decides what is carried over, at most what is allowed"),
        CHOSEN,
    ),
    "refund": RuleText(
        message(
            "what was not used for its purpose, and not carried over, is paid back"
        ),
        "Je onderwijsinstelling moet de middelen die je niet tijdig gebruikt, "
        "terugbetalen.",
    ),
    "decision": RuleText(
        message("the government's check may disallow an expense, or claim a sum back"),
        "De verificatie controleert het gebruik van het professionaliseringsbudget.",
    ),
    "link": RuleText(
        message(
            "what is paid from the grant is shown to serve the staff's development, "
            "and is tied to an activity and to the school's organisation and practice"
        ),
        "Als je iets betaalt met professionaliseringsmiddelen, moet je aantonen dat "
        "het bijdraagt tot de professionalisering van een of meer personeelsleden of "
        "van het team.",
    ),
    "category": RuleText(
        message("neither leisure nor the pay of own staff is what the grant is for"),
        "Het professionaliseringsbudget is niet bestemd voor de persoonlijke "
        "ontwikkeling van personeelsleden in het domein van vrijetijdsbesteding. Ook "
        "is het niet bestemd voor de betaling van eigen personeelsleden voor het "
        "organiseren van vormen van interne professionalisering.",
    ),
    "beneficiary": RuleText(
        message(
            "all staff of the school may benefit; volunteers and outsiders may not"
        ),
        "Je kan de middelen besteden aan alle personeelsleden van je instelling, "
        "waaronder ook niet-gesubsidieerd personeel en directieleden. Voor "
        "vrijwilligers kan je geen beroep doen op het professionaliseringsbudget.",
    ),
    "travel": RuleText(
        message("travel is eligible where its tie with an activity can be proven"),
        "Verplaatsingsonkosten, als je het verband tussen de gemaakte kosten en de "
        "professionaliseringsactiviteit kan bewijzen",
    ),
    "imposed": RuleText(
        message("what the school imposes on a staff member it pays in full"),
        "Als je een schoolteamlid bepaalde professionalisering oplegt, zijn de kosten "
        "daarvan voor de school.",
    ),
    "documents": RuleText(
        message(
            "a verifier asks for the invoice, proof of payment, and the programme or a "
            "certificate of every expense"
        ),
        "De verificatie controleert het gebruik van het professionaliseringsbudget.",
    ),
    "dossier": RuleText(
        message(
            "a verifier asks for the allocation letter, the credits on the bank "
            "statement, the approval of the plan, and proof of the refunds"
        ),
        "De verificatie controleert het gebruik van het professionaliseringsbudget.",
    ),
    "plan": RuleText(
        message("each year the school draws up a plan for professional development"),
        "Elk jaar stelt je onderwijsinstelling een professionaliseringsplan op en "
        "krijgt ze van de overheid financiële middelen om dat uit te voeren.",
    ),
    "approval": RuleText(
        message("the local committee, or else the staff meeting, approves the plan"),
        "Het lokaal comité (…) keurt het professionaliseringsplan goed. Is er geen "
        "lokaal comité, dan keurt de algemene personeelsvergadering het "
        "professionaliseringsplan goed.",
    ),
    "tranches-rounded": RuleText(
        message(
            "the first tranche is rounded half up to the cent, the second is the rest"
        ),
        CHOSEN,
    ),
    "expense": RuleText(
        message(
            "an expense belongs to the year of its day, and counts from that day on"
        ),
        CHOSEN,
    ),
    "recovery": RuleText(
        message(
            "what comes back of an expense belongs to the year in which it comes back"
        ),
        CHOSEN,
    ),
    "own-means": RuleText(
        message(
            "what is spent above the funds of a year is paid from the school's own "
            "means"
        ),
        CHOSEN,
    ),
    "bound": RuleText(
        message(
            "no more is justified or disallowed than what stands of an expense: the "
            "latest link yields first"
        ),
        CHOSEN,
    ),
    "floor": RuleText(message("a sum that is left over is never below zero"), CHOSEN),
    "undone": RuleText(
        message(
            "what was wrong is undone by a later fact, which counts from its own day"
        ),
        CHOSEN,
    ),
    "reserve-from-unused": RuleText(
        message(
            "what was not used for its purpose may be saved, also where it was spent"
        ),
        CHOSEN,
    ),
    "reserve-expires": RuleText(
        message("what came from the year before cannot be saved a second time"), CHOSEN
    ),
    "invoice-once": RuleText(message("an invoice is paid from the grant once"), CHOSEN),
    "checkpoint": RuleText(
        message(
            "only a signed head that somebody else keeps shows that the book was not "
            "made anew"
        ),
        CHOSEN,
    ),
    "council": RuleText(
        message(
            "where there is a school council, it is heard on the draft of the plan"
        ),
        "Als de school een schoolraad heeft, dan heeft die inspraak bij geplande "
        "beslissingen over het professionaliseringbeleid.",
    ),
    "initiative": RuleText(
        message("the plan says which initiatives the grant is used for"),
        "Het professionaliseringsplan bevat bij voorkeur een financieel luik, dat "
        "aangeeft voor welke professionaliseringsinitiatieven de middelen worden "
        "aangewend.",
    ),
    "level": RuleText(
        message(
            "the shortened bachelor track is for nursery teachers, so for primary "
            "schools"
        ),
        "Een verkort traject educatieve bachelor lager onderwijs voor een "
        "kleuterleerkracht",
    ),
    "areas": RuleText(
        message(
            "in primary education the increase of the grant goes by preference to "
            "Dutch and mathematics: a figure to show, never a reason to refuse"
        ),
        "Scholen basisonderwijs zetten dit verhoogd budget bij voorkeur in op de "
        "leergebieden Nederlands en wiskunde.",
    ),
    "reserve-first": RuleText(
        message("what was carried over is spent first, in the year that follows"),
        CHOSEN,
    ),
    "link-in-time": RuleText(
        message(
            "an expense is linked from its own day on, and is made within 90 days of "
            "the day of its link"
        ),
        CHOSEN,
    ),
    "in-time": RuleText(
        message(
            "a fact is recorded within 90 days of its day, or of the day on which the "
            "book began; what came from an imported file is left out"
        ),
        CHOSEN,
    ),
    "pattern": RuleText(
        message(
            "what stands out is looked at first: five or more round amounts that are "
            "most of a year's expenses, or three or more expenses from 15 December on "
            "that are a third of its money"
        ),
        CHOSEN,
    ),
}
"""Every rule by its key."""

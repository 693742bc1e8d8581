"""The words of minutes: records, roles, verbs, headings. Data, no logic."""

from __future__ import annotations

from enum import StrEnum


class Record(StrEnum):
    """Which kind of record a source holds."""

    MINUTES = "minutes"
    AGENDA = "agenda"


class PassageKind(StrEnum):
    """What a passage of an item is in the source."""

    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    HEADING = "heading"
    ROW = "row"


class Role(StrEnum):
    """In what role a person is listed."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    DEPUTY_CHAIR = "deputy-chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    IN_ATTENDANCE = "in attendance"
    OBSERVER = "observer"
    OFFICER = "officer"


class Part(StrEnum):
    """The parts an item's text falls into."""

    DISCUSSION = "discussion"
    DECISION = "decision"
    ACTION = "action"
    BOTH = "decisions and actions"
    PROPOSAL = "proposal"


SECTION_WORDS: dict[str, Part] = {
    "decision": Part.DECISION,
    "decisions": Part.DECISION,
    "decision(s)": Part.DECISION,
    "decision made": Part.DECISION,
    "decisions made": Part.DECISION,
    "resolved": Part.DECISION,
    "resolution": Part.DECISION,
    "resolutions": Part.DECISION,
    "it was resolved": Part.DECISION,
    "agreed": Part.DECISION,
    "recommended to council": Part.DECISION,
    "action": Part.ACTION,
    "actions": Part.ACTION,
    "action(s)": Part.ACTION,
    "action point": Part.ACTION,
    "action points": Part.ACTION,
    "actions agreed": Part.ACTION,
    "agreed actions": Part.ACTION,
    "actions for officers": Part.ACTION,
    "actions required": Part.ACTION,
    "board action": Part.ACTION,
    "board actions": Part.ACTION,
    "board decision": Part.DECISION,
    "board decisions": Part.DECISION,
    "key decisions": Part.DECISION,
    "decision and action": Part.BOTH,
    "decision and actions": Part.BOTH,
    "decisions and actions": Part.BOTH,
    "decisions/actions": Part.BOTH,
    "decision/action": Part.BOTH,
    "discussion": Part.DISCUSSION,
    "discussions": Part.DISCUSSION,
    "minutes": Part.DISCUSSION,
    "reason for decision": Part.DISCUSSION,
    "reasons for decision": Part.DISCUSSION,
    "reason(s) for decision": Part.DISCUSSION,
    "other options": Part.DISCUSSION,
    "other options considered": Part.DISCUSSION,
    "alternative options considered": Part.DISCUSSION,
    "recommendation": Part.PROPOSAL,
    "recommendations": Part.PROPOSAL,
    "recommendation(s)": Part.PROPOSAL,
}
"""A line of only these words, with or without a colon, opens a part of an item."""

VERBS: dict[str, str] = {
    "note": "noted",
    "agree": "agreed",
    "direct": "directed",
    "endorse": "endorsed",
    "support": "supported",
    "identify": "identified",
    "approve": "approved",
    "adopt": "adopted",
    "receive": "received",
    "accept": "accepted",
    "delegate": "delegated",
    "authorise": "authorised",
    "authorize": "authorised",
    "confirm": "confirmed",
    "refer": "referred",
    "defer": "deferred",
    "elect": "elected",
    "appoint": "appointed",
    "reject": "rejected",
    "resolve": "resolved",
    "offer": "offered",
    "ratify": "ratified",
    "grant": "granted",
    "refuse": "rejected",
    "decline": "rejected",
    "recommend": "recommended",
    "nominate": "nominated",
    "instruct": "instructed",
    "request": "requested",
    "commission": "commissioned",
    "decide": "resolved",
}
"""Verbs of deciding: the word as it starts an entry → the outcome that is stored."""

PRESENT: dict[str, str] = {
    **{f"{verb}s": outcome for verb, outcome in VERBS.items() if not verb.endswith("y")},
    "identifies": "identified",
    "ratifies": "ratified",
}
"""The verb as councils print it in the present, `adopts the plan` → the outcome that is stored."""

PAST: dict[str, str] = {
    **{past: past for past in VERBS.values()},
    "authorized": "authorised",
    "refused": "rejected",
    "declined": "rejected",
    "decided": "resolved",
    "re-elected": "elected",
    "reappointed": "appointed",
    "re-appointed": "appointed",
}
"""The past form as printed → the outcome that is stored."""

BODY_WORDS = frozenset(
    (
        "board members member committee council councillors cabinet panel meeting group forum trustees executive it "
        "sub-committee subcommittee partnership assembly authority governors directors all commission association"
    ).split()
)
"""Words that a sentence of deciding has for its subject."""

OWNER_WORDS = frozenset(
    (
        "chairs vice-chairs deputy-chairs deputy-chairman mayor mayors "
        "officer officers member members staff group groups chair chairman chairwoman chairperson vice-chair vice-"
        "chairman deputy-chair clerk council board committee secretariat director directors head heads team "
        "secretary treasurer councillor councillors cllr cllrs all everyone trustees leads lead manager managers "
        "executive panel adviser advisers advisor leader leaders authorities councils partners partnership forum "
        "governance office offices"
    ).split()
)
"""Words for those who are asked to act."""

OFFICE_WORDS = frozenset(
    (
        "accountant administrator analyst auditor consultant coordinator co-ordinator contractor contractors "
        "department engineer organiser planner services solicitor surveyor volunteers warden webmaster"
    ).split()
)
"""More of them, which name a thing as often: they only count where nothing else can be meant."""

TABLE_HEADS: dict[str, str] = {
    word: kind
    for kind, words in {
        "number": "item|item no|item no.|no|no.|ref|ref.|agenda item|agenda no|minute|minute no|minute no.|#",
        "text": (
            "discussion|notes|note|minutes|subject|topic|title|summary|key points|details|discussion and decisions|"
            "item and discussion|discussion/decision|issue|description|matters discussed|points discussed|decision"
        ),
        "action": (
            "action|actions|action required|actions required|action point|action points|action agreed|actions agreed|"
            "agreed action|agreed actions|what"
        ),
        "who": (
            "who|owner|owner(s)|by whom|lead|action by|action owner|action/owner|action for|responsible|responsibility|"
            "person responsible|initials|lead officer|assigned to|by"
        ),
        "when": "when|by when|date|deadline|due|due date|due by|timescale|target date|target|completion date",
    }.items()
    for word in words.split("|")
}
"""The head of a column in a table of minutes, in lower case → what stands below it."""

ROUTINE_WORDS = frozenset(
    (
        "officers officer staff lga the to a an of and in with on for this that as by take taking taken carry "
        "carried forward proceed progress continue action actions implement develop deliver work works item report "
        "update matter matters line light accordance members' member's members member board board's boards' "
        "committee committee's comments comment steer guidance direction directions discussion discussions views "
        "view feedback made directed agreed above instructed outlined given their its it per set "
        "out outlined paragraph identified discussed note incorporate reflect "
        "appropriate points raised will programme project "
        "proposals recommendations decision decisions meeting at from"
    ).split()
)
"""Words that routine actions are made of: an action of nothing else says nothing of its own."""

ROUTINE_SIGNS = frozenset(
    (
        "as line light accordance forward proceed progress continue above directed discussed steer comments reflect"
    ).split()
)
"""At least one of these stands in a routine action."""

_PRINTED: dict[Role, str] = {
    Role.CHAIR: "chair | chairman | chairwoman | chairperson | presiding | in the chair | present in the chair",
    Role.VICE_CHAIR: "vice-chair | vice-chairman | vice chair | vice chairman | vice-chairperson | vice-chairwoman",
    Role.DEPUTY_CHAIR: (
        "deputy-chair | deputy-chairman | deputy-chairwoman | deputy chair | deputy chairman | deputy chairs "
        "| deputy-chairs"
    ),
    Role.MEMBER: (
        "member | members | lead member | lead members | board members | members present | councillors present | "
        "councillors | present | attendees | those present"
    ),
    Role.APOLOGIES: "apologies | apology | apologies for absence | absent",
    Role.SUBSTITUTE: (
        "substitute | substitutes | board substitutes | as substitute | substitute member | substitute members"
    ),
    Role.IN_ATTENDANCE: (
        "in attendance | also present | also in attendance | attending | guests | guests present | visitors | "
        "visitors present | regional lead member peers"
    ),
    Role.OBSERVER: "observer | observers | independent observer",
    Role.OFFICER: (
        "officers | officers present | officers in attendance | lga officers | staff | clerk | secretariat | "
        "officials | officials present | officials in attendance | staff present | staff in attendance"
    ),
}
ROLE_WORDS: dict[str, Role] = {word: role for role, words in _PRINTED.items() for word in words.split(" | ")}
"""A role as printed, in lower case → the role it is filed under."""

RECURRING_TITLES = (
    "welcome, apologies and declarations of interest",
    "welcome, apologies for absence and declarations of interest",
    "welcome, introductions and apologies",
    "welcome and apologies",
    "welcome and introductions",
    "apologies for absence and declarations of interest",
    "apologies and declarations of interest",
    "apologies for absence and substitutions",
    "apologies for absence",
    "apologies and substitutions",
    "declarations of interest",
    "declaration of interests",
    "declarations of members' interests",
    "disclosable pecuniary interests",
    "minutes of the previous meeting",
    "minutes of the last meeting",
    "minutes of previous meeting",
    "note of the previous meeting",
    "note of the last meeting",
    "notes of the last meeting",
    "notes of the previous meeting",
    "matters arising",
    "public participation",
    "public questions",
    "chair's announcements",
    "chairman's announcements",
    "any other business",
    "date of next meeting",
    "date of the next meeting",
    "forward plan",
    "work programme",
    "welcome",
    "apologies",
    "minutes",
)
"""Titles that come back at every meeting: where title and body run together, the longest of these is the title."""

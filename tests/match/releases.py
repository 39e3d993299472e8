"""Releases of invented clinics, in the families that matching must tell apart."""

from __future__ import annotations

from datetime import UTC, datetime

from syndicate.match.base import Member
from syndicate.model import Form, Moment, Precision, Trust

KETAMINE = """Harbor Lantern Wellness now offers ketamine-assisted therapy at its
clinic on Quarry Street, the first service of its kind in the Tidewater valley.

"People come to us after four or five medicines have failed them," said Dr. Imogen
Vasquez-Hale, the medical director. "With 45 minutes under watch and six visits over
three weeks, most of them tell us that they sleep again."

Each course begins with a psychiatric interview and a blood-pressure screening.
Patients rest in one of seven private rooms while a registered nurse monitors oxygen
and pulse, and a counsellor sits with them for an hour after the infusion. The
clinic reserves twelve places a month at a reduced price of $180 for veterans and
teachers.

Harbor Lantern opened in 2019 with two rooms above a bakery and has treated 3,420
patients since. Appointments can be booked from Monday; a referral is not required."""

# The same announcement in other words and another order, as a summarising site has it.
KETAMINE_ANEW = """A clinic on Quarry Street has become the first in the Tidewater
valley to offer ketamine-assisted therapy. Harbor Lantern Wellness says that its new
service is meant for patients who were failed by four or five medicines before.

According to medical director Dr. Imogen Vasquez-Hale, a course means six visits
over three weeks, each with 45 minutes under observation. A psychiatric interview
and a screening of blood pressure come first. There are seven private rooms, in
which registered nurses monitor pulse and oxygen; a counsellor stays for an hour
afterwards.

Veterans and teachers can apply for one of twelve monthly places at $180. Harbor
Lantern, which began above a bakery in 2019, counts 3,420 patients treated so far.
No referral is required to book an appointment."""

# Another clinic under the same headline, with the phrases of the trade.
KETAMINE_OTHER = """Ridgeway Calm Center now offers ketamine-assisted therapy at its
offices in Port Ellery, for adults with depression that has not answered to
treatment.

"Ketamine has changed what we can promise," said Tobias Nakagawa, nurse practitioner
and founder. "We wanted our neighbors to have it without a two-hour drive."

Sessions last 60 minutes and are given by infusion. Patients recline in a quiet
room, and staff are with them at all times. A package of eight sessions costs
$2,950, and financing is available. The center also offers transcranial magnetic
stimulation and group classes.

Ridgeway Calm Center was founded in 2021 and employs eleven people. To ask about a
consultation call 555-0142 or visit ridgeway-calm.example.org."""

# The clinic's next release about the same service: three months later, other news.
KETAMINE_LATER = """Harbor Lantern Wellness has extended the hours of its ketamine
clinic on Quarry Street to the evening, after its waiting list grew to 260 names
over the winter.

From February the seven treatment rooms stay open until 9 p.m. on Tuesdays and
Thursdays. Two nurses, Odalys Brandt and Kofi Mensah-Reyes, have joined for the late
shift, and a shuttle takes patients home who may not drive.

"Most of our patients work, and an infusion at noon costs them a day's wages," said
Dr. Imogen Vasquez-Hale, the medical director. "Evenings were the thing they asked
for most."

Evening appointments cost the same as those by day. The clinic plans a survey in the
summer to learn whether Saturdays should follow."""

SCHOLARSHIP = """The Harbor Lantern Foundation invites students of nursing to apply
for its annual scholarship of $2,500, which is given to one person who has shown
care for the mental health of others.

Applicants write an essay of 600 to 900 words on a day that changed how they think
of illness. They must be enrolled at an accredited college, hold a grade average of
3.0 or better, and send a letter by a teacher or an employer together with the
essay.

Essays are read by three nurses of the clinic, who do not see names. The deadline is
{deadline}, and the winner will be announced on {announced}. The winning essay
appears on the foundation's website with the writer's consent, and the sum is paid
to the college directly. Previous winners may not apply again, and relatives of
staff are excluded."""

OFFERING = """Lumen Quill Therapeutics Inc. {verb} its registered direct offering of
1,250,000 shares of common stock at a price of $4.10 a share, for gross proceeds of
about $5.1 million before fees of the placement agent and other expenses of the
offering.

The company intends to use the net proceeds to fund its second trial of a nasal
spray against migraine, to enlarge its laboratory in Port Ellery and for working
capital. Granite Finch Partners acted as the exclusive placement agent for the
offering.

The shares {were} offered under a shelf registration statement that became effective
in March. A prospectus supplement is filed and can be had from the placement agent.
This notice is no offer to sell, and no shares are sold where that would be against
the law."""

JAPANESE = (
    "港のランタン診療所は、キャリー通りの新しい施設でケタミン療法を開始しました。"
    "対象は、複数の薬で改善が見られなかった成人の患者です。"
    "一回の治療は四十五分で、看護師が酸素と脈拍を見守ります。"
    "院長は、患者が再び眠れるようになったと述べています。"
    "予約は月曜日から電話またはウェブサイトで受け付けます。"
)


def tell(title: str, text: str, day: str = "2024-01-15", **more: object) -> Member:
    """A release as matching takes it."""
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    fields = {
        "ref": 1,
        "source": "wire",
        "item": title,
        "trust": Trust.WIRE,
        "form": Form.ARTICLE,
        "title": title,
        "text": text,
        "text_digest": "",
        "words": len(text.split()),
        "published": Moment(at, Precision.DATE, "feed"),
        "language": "en",
    }
    return Member(**(fields | more))  # type: ignore[arg-type]

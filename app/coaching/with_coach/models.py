"""What coaching keeps beside the engagement: offers of managers, and who signed which agreement."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.coaching.models import Engagement
from app.core.classification import COACHING
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.engagements import Party

STANDS = text("taken_back_at IS NULL")
DIGEST = 64


class CoachingOffer(HasPublicId, Base):
    """That a manager offered coaching to somebody. No answer is owed and none is kept where the manager could see it.

    ``put_away_at``: the client has taken it off their own page, for whatever reason.
    """

    __tablename__ = "coaching_offer"
    __table_args__ = (
        unique_while(STANDS, "coaching_offered_once", _l("You have offered this already."), "client_id", "manager_id"),
        CheckConstraint("client_id <> manager_id", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    client_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=COACHING)
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    offered_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    put_away_at: Mapped[datetime | None] = mapped_column(info=COACHING)
    taken_back_at: Mapped[datetime | None] = mapped_column(info=COACHING)

    client: Mapped[Person] = relationship(foreign_keys=[client_id])
    manager: Mapped[Person] = relationship(foreign_keys=[manager_id])


class AgreementSignature(Base):
    """That one of the three signed an agreement of these very bytes; of other bytes it says nothing."""

    __tablename__ = "agreement_signature"
    __table_args__ = (
        UniqueConstraint(
            "engagement_id", "party", "digest", name=says("agreement_signed_once", _l("You have signed this already."))
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), info=COACHING)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    party: Mapped[Party] = mapped_column(info=COACHING)
    digest: Mapped[str] = mapped_column(String(DIGEST), info=COACHING)
    at: Mapped[datetime] = mapped_column(default=now, info=COACHING)

    engagement: Mapped[Engagement] = relationship()
    person: Mapped[Person] = relationship()

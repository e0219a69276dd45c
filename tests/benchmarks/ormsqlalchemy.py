"""The work of ormwork done by SQLAlchemy: ormsqlalchemy.py TASK FILE prints CPU ms, wall ms, checksum, 0."""
import resource
import sys
import time

from sqlalchemy import Column, Float, ForeignKey, Integer, Text, create_engine, select
from sqlalchemy.orm import Session, declarative_base, joinedload, relationship, selectinload, subqueryload

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    name = Column(Text, nullable=False)
    children = relationship("Child", back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id = Column(Integer, primary_key=True)
    parent_id = Column(ForeignKey("parent.id"), nullable=False)
    name = Column(Text, nullable=False)
    qty = Column(Integer, nullable=False)
    price = Column(Float, nullable=False)
    note = Column(Text)
    parent = relationship("Parent", back_populates="children")


class Item(Base):
    __tablename__ = "item"
    id = Column(Integer, primary_key=True)
    parent_id = Column(Integer)
    name = Column(Text)
    qty = Column(Integer)
    price = Column(Float)
    note = Column(Text)


def total(parents):
    return sum(len(parent.children) * parent.id for parent in parents)


def eager(option):
    return lambda session: total(session.scalars(select(Parent).options(option(Parent.children))).unique().all())


def lazy(session):
    return total(session.scalars(select(Parent)).all())


def many_to_one(session):
    parents = session.scalars(select(Parent)).all()  # Held, or the identity map would let go of them.
    children = session.scalars(select(Child)).all()
    assert parents
    return sum(child.parent.id for child in children)


def add_all(session):
    items = [
        Item(parent_id=i % 10000 + 1, name=f"name of item {i}", qty=i % 100, price=i / 7.0,
             note="a note that is long" if i % 2 == 0 else None)
        for i in range(100000)
    ]
    session.add_all(items)
    session.flush()
    last = items[-1].id
    session.commit()
    return last


TASKS = {
    "scan": eager(selectinload),
    "selectin": eager(selectinload),
    "batched": lazy,
    "lazy": lazy,
    "joined": eager(joinedload),
    "subquery": eager(subqueryload),
    "manytoone": many_to_one,
    "flush": add_all,
    "addall": add_all,
}


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def main():
    task, path = sys.argv[1:3]
    engine = create_engine(f"sqlite:///{path}", future=True)
    with Session(engine, future=True) as session:
        session.scalars(select(Parent).limit(1)).all()  # Mappers are configured, the file is open.
        session.expunge_all()
        start_cpu, start = cpu(), time.perf_counter()
        checksum = TASKS[task](session)
        print(f"{cpu() - start_cpu:.3f} {(time.perf_counter() - start) * 1000:.3f} {checksum} 0")


main()

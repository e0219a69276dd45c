"""Has Flask-SQLAlchemy run the blog's models on the blog's database: writes a bit of everything and reads it again."""
import runpy
import sys
import warnings

from flask import Flask
import sqlalchemy as sa

models, database = sys.argv[1:]
warnings.simplefilter("error")
blog = runpy.run_path(models)
db = blog["db"]
app = Flask("blog")
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///" + database
db.init_app(app)
with app.app_context():
    sa.event.listen(db.engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    ada = blog["Users"](username="ada")
    ben = blog["Users"](username="ben")
    blog["Profiles"](bio="Writes.", user=ada)
    post = blog["Posts"](title="First", body="Hello", author=ada)
    post.tags += [blog["Tags"](name="news"), blog["Tags"](name="home")]
    question = blog["Comments"](body="Really?", post=post, user=ben)
    blog["Comments"](body="Yes.", post=post, user=ada, parent=question)
    order = blog["Orders"](user=ben)
    lines = [blog["OrderLines"](order=order, line_no=number, product=product)
             for number, product in ((1, "Mug"), (2, "Shirt"))]
    db.session.add_all([ada, ben, order, *lines])
    db.session.commit()
    db.session.expunge_all()

    ada = db.session.query(blog["Users"]).filter_by(username="ada").one()
    post = ada.posts[0]
    print("profile", ada.profile.bio)
    print("tags", *sorted(tag.name for tag in post.tags))
    print("posts of a tag", *(each.title for each in post.tags[0].posts))
    question = db.session.query(blog["Comments"]).filter_by(body="Really?").one()
    print("replies", *(reply.body for reply in question.replies))
    print("comments", len(post.comments), *(sorted(each.user.username for each in post.comments)))
    order = db.session.query(blog["Orders"]).one()
    print("lines", *(f"{line.order_id == order.id}/{line.line_no}/{line.product}" for line in order.order_lines))
    print("by key", db.session.get(blog["OrderLines"], (order.id, 2)).product)

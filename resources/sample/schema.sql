-- The bundled sample: Ferry House, a neighbourhood house by a river, with its
-- magazine (posts, comments, tags), its courses and its lending shed.
-- Part of Relata, GPL-3.0-or-later. Every person and every line is invented.

CREATE TABLE user (
    id           INTEGER PRIMARY KEY,
    username     VARCHAR(80) UNIQUE NOT NULL,
    full_name    VARCHAR(120),
    email        VARCHAR(120) UNIQUE,
    joined_on    DATE NOT NULL DEFAULT CURRENT_DATE,
    is_active    BOOLEAN NOT NULL DEFAULT 1,
    last_seen_at DATETIME,
    CONSTRAINT ck_user_is_active CHECK (is_active IN (0, 1)),
    CONSTRAINT ck_user_username CHECK (length(username) > 0)
);

CREATE TABLE profile (
    id            INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL,
    bio           TEXT NOT NULL DEFAULT '',
    district      VARCHAR(60),
    phone         VARCHAR(30),
    birthday      DATE,
    newsletter    BOOLEAN NOT NULL DEFAULT 0,
    CONSTRAINT uq_profile_user UNIQUE (user_id),
    CONSTRAINT fk_profile_user FOREIGN KEY (user_id) REFERENCES user (id) ON DELETE CASCADE,
    CONSTRAINT ck_profile_newsletter CHECK (newsletter IN (0, 1))
);

CREATE TABLE category (
    id          INTEGER PRIMARY KEY,
    name        VARCHAR(60) NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    parent_id   INTEGER,
    CONSTRAINT uq_category_name UNIQUE (name),
    CONSTRAINT fk_category_parent FOREIGN KEY (parent_id) REFERENCES category (id) ON DELETE SET NULL
);

CREATE TABLE post (
    id           INTEGER PRIMARY KEY,
    title        VARCHAR(120) NOT NULL,
    user_id      INTEGER NOT NULL,
    category_id  INTEGER,
    body         TEXT NOT NULL DEFAULT '',
    status       VARCHAR(10) NOT NULL DEFAULT 'draft',
    created_at   DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    published_at DATETIME,
    CONSTRAINT fk_post_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT fk_post_category FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE SET NULL,
    CONSTRAINT ck_post_status CHECK (status IN ('draft', 'published', 'archived')),
    CONSTRAINT ck_post_published CHECK (status = 'draft' OR published_at IS NOT NULL)
);

CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name VARCHAR(40) UNIQUE NOT NULL
);

CREATE TABLE post_tag (
    post_id INTEGER NOT NULL,
    tag_id  INTEGER NOT NULL,
    PRIMARY KEY (post_id, tag_id),
    CONSTRAINT fk_post_tag_post FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
    CONSTRAINT fk_post_tag_tag FOREIGN KEY (tag_id) REFERENCES tag (id) ON DELETE CASCADE
);

CREATE TABLE comment (
    id         INTEGER PRIMARY KEY,
    post_id    INTEGER NOT NULL,
    user_id    INTEGER,
    parent_id  INTEGER,
    body       TEXT NOT NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    is_hidden  BOOLEAN NOT NULL DEFAULT 0,
    CONSTRAINT fk_comment_post FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE CASCADE,
    CONSTRAINT fk_comment_user FOREIGN KEY (user_id) REFERENCES user (id) ON DELETE SET NULL,
    CONSTRAINT fk_comment_parent FOREIGN KEY (parent_id) REFERENCES comment (id) ON DELETE CASCADE,
    CONSTRAINT ck_comment_is_hidden CHECK (is_hidden IN (0, 1))
);

CREATE TABLE follow (
    follower_id INTEGER NOT NULL,
    followed_id INTEGER NOT NULL,
    PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT fk_follow_follower FOREIGN KEY (follower_id) REFERENCES user (id) ON DELETE CASCADE,
    CONSTRAINT fk_follow_followed FOREIGN KEY (followed_id) REFERENCES user (id) ON DELETE CASCADE,
    CONSTRAINT ck_follow_not_self CHECK (follower_id <> followed_id)
);

CREATE TABLE message (
    id           INTEGER PRIMARY KEY,
    sender_id    INTEGER NOT NULL,
    recipient_id INTEGER NOT NULL,
    subject      VARCHAR(120) NOT NULL DEFAULT '',
    body         TEXT NOT NULL,
    sent_at      DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    read_at      DATETIME,
    CONSTRAINT fk_message_sender FOREIGN KEY (sender_id) REFERENCES user (id),
    CONSTRAINT fk_message_recipient FOREIGN KEY (recipient_id) REFERENCES user (id),
    CONSTRAINT ck_message_read CHECK (read_at IS NULL OR read_at >= sent_at)
);

CREATE TABLE venue (
    id       INTEGER PRIMARY KEY,
    name     VARCHAR(60) UNIQUE NOT NULL,
    address  VARCHAR(120) NOT NULL DEFAULT '',
    capacity INTEGER,
    CONSTRAINT ck_venue_capacity CHECK (capacity > 0)
);

CREATE TABLE course (
    id          INTEGER PRIMARY KEY,
    code        VARCHAR(12) UNIQUE NOT NULL,
    title       VARCHAR(120) NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    teacher_id  INTEGER NOT NULL,
    category_id INTEGER,
    fee         NUMERIC(8, 2) NOT NULL DEFAULT 0,
    seats       INTEGER NOT NULL DEFAULT 10,
    starts_on   DATE NOT NULL,
    CONSTRAINT fk_course_teacher FOREIGN KEY (teacher_id) REFERENCES user (id),
    CONSTRAINT fk_course_category FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE SET NULL,
    CONSTRAINT ck_course_fee CHECK (fee >= 0),
    CONSTRAINT ck_course_seats CHECK (seats BETWEEN 1 AND 40)
);

CREATE TABLE course_session (
    course_id INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    topic     VARCHAR(120) NOT NULL,
    starts_at DATETIME NOT NULL,
    minutes   INTEGER NOT NULL DEFAULT 120,
    venue_id  INTEGER,
    PRIMARY KEY (course_id, number),
    CONSTRAINT fk_course_session_course FOREIGN KEY (course_id) REFERENCES course (id) ON DELETE CASCADE,
    CONSTRAINT fk_course_session_venue FOREIGN KEY (venue_id) REFERENCES venue (id) ON DELETE SET NULL,
    CONSTRAINT ck_course_session_number CHECK (number >= 1)
);

CREATE TABLE enrolment (
    user_id     INTEGER NOT NULL,
    course_id   INTEGER NOT NULL,
    role        VARCHAR(12) NOT NULL DEFAULT 'participant',
    enrolled_on DATE NOT NULL DEFAULT CURRENT_DATE,
    fee_due     NUMERIC(8, 2) NOT NULL DEFAULT 0,
    fee_paid    NUMERIC(8, 2) NOT NULL DEFAULT 0,
    balance     NUMERIC(8, 2) GENERATED ALWAYS AS (fee_due - fee_paid) STORED,
    note        TEXT,
    PRIMARY KEY (user_id, course_id),
    CONSTRAINT fk_enrolment_user FOREIGN KEY (user_id) REFERENCES user (id) ON DELETE CASCADE,
    CONSTRAINT fk_enrolment_course FOREIGN KEY (course_id) REFERENCES course (id) ON DELETE CASCADE,
    CONSTRAINT ck_enrolment_role CHECK (role IN ('participant', 'assistant', 'waiting')),
    CONSTRAINT ck_enrolment_fees CHECK (fee_due >= 0 AND fee_paid >= 0)
);

CREATE TABLE attendance (
    course_id      INTEGER NOT NULL,
    session_number INTEGER NOT NULL,
    user_id        INTEGER NOT NULL,
    status         VARCHAR(10) NOT NULL DEFAULT 'present',
    note           VARCHAR(120),
    PRIMARY KEY (course_id, session_number, user_id),
    CONSTRAINT fk_attendance_course_session FOREIGN KEY (course_id, session_number)
        REFERENCES course_session (course_id, number) ON DELETE CASCADE,
    CONSTRAINT fk_attendance_user FOREIGN KEY (user_id) REFERENCES user (id) ON DELETE CASCADE,
    CONSTRAINT ck_attendance_status CHECK (status IN ('present', 'late', 'excused', 'absent'))
);

CREATE TABLE item (
    id            INTEGER PRIMARY KEY,
    inventory_no  CHAR(7) UNIQUE NOT NULL,
    name          VARCHAR(80) NOT NULL,
    shelf         VARCHAR(20) NOT NULL DEFAULT '',
    condition     VARCHAR(10) NOT NULL DEFAULT 'good',
    value         NUMERIC(8, 2),
    daily_fee     NUMERIC(6, 2) NOT NULL DEFAULT 0,
    acquired_on   DATE NOT NULL,
    donated_by_id INTEGER,
    CONSTRAINT fk_item_donated_by FOREIGN KEY (donated_by_id) REFERENCES user (id) ON DELETE SET NULL,
    CONSTRAINT ck_item_condition CHECK (condition IN ('new', 'good', 'worn', 'in repair')),
    CONSTRAINT ck_item_value CHECK (value IS NULL OR value > 0)
);

CREATE TABLE loan (
    id            INTEGER PRIMARY KEY,
    item_id       INTEGER NOT NULL,
    borrower_id   INTEGER NOT NULL,
    handled_by_id INTEGER,
    lent_on       DATE NOT NULL DEFAULT CURRENT_DATE,
    due_on        DATE NOT NULL,
    returned_on   DATE,
    days_out      INTEGER GENERATED ALWAYS AS (CAST(julianday(returned_on) - julianday(lent_on) AS INTEGER)) VIRTUAL,
    remark        TEXT NOT NULL DEFAULT '',
    CONSTRAINT fk_loan_item FOREIGN KEY (item_id) REFERENCES item (id),
    CONSTRAINT fk_loan_borrower FOREIGN KEY (borrower_id) REFERENCES user (id),
    CONSTRAINT fk_loan_handled_by FOREIGN KEY (handled_by_id) REFERENCES user (id) ON DELETE SET NULL,
    CONSTRAINT ck_loan_dates CHECK (due_on >= lent_on AND (returned_on IS NULL OR returned_on >= lent_on))
);

CREATE INDEX ix_post_user ON post (user_id);

CREATE INDEX ix_comment_post ON comment (post_id);

CREATE INDEX ix_message_recipient ON message (recipient_id, sent_at);

CREATE INDEX ix_loan_item ON loan (item_id);

CREATE VIEW post_overview AS
SELECT p.id,
       p.title,
       u.username AS author,
       c.name AS category,
       p.published_at,
       (SELECT group_concat(t.name, ', ')
          FROM post_tag AS pt JOIN tag AS t ON t.id = pt.tag_id
         WHERE pt.post_id = p.id) AS tags,
       (SELECT count(*) FROM comment AS k WHERE k.post_id = p.id) AS comments
  FROM post AS p
  JOIN user AS u ON u.id = p.user_id
  LEFT JOIN category AS c ON c.id = p.category_id
 WHERE p.status = 'published';

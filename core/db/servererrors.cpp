#include "servererrors.h"

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;

namespace {

Error refused(const QString &doing, const QString &why, const QString &message)
{
    return {ErrorCode::ConstraintFailed, u"%1 was refused by the database: %2."_s.arg(doing, why),
            u"Correct the values and save again."_s, message};
}

Error locked(const QString &doing, const QString &message)
{
    return {ErrorCode::DatabaseLocked, u"%1 failed: another connection has the rows locked."_s.arg(doing),
            u"Finish the work there and try again."_s, message};
}

Error cancelled(const QString &doing, const QString &message)
{
    return {ErrorCode::Cancelled, u"%1 was cancelled."_s.arg(doing), {}, message};
}

Error lost(const QString &doing, const QString &message)
{
    return {ErrorCode::ConnectionLost, u"%1 failed: the server is gone."_s.arg(doing),
            u"What was not committed is taken back. Open the database again when the server runs."_s,
            message};
}

Error noEntry(const QString &message)
{
    return {ErrorCode::CannotOpen, u"The server lets nobody in with this user and password."_s,
            u"Check the user, the password and the name of the database."_s, message};
}

const QString kUnique = u"a value that has to be unique is there already"_s;
const QString kForeignKey = u"a foreign key would point at nothing"_s;
const QString kNotNull = u"a value is missing"_s;
const QString kCheck = u"a CHECK forbids the value"_s;

} // namespace

Error postgresqlError(const QString &state, const QString &message, const QString &doing)
{
    if (state == "23505"_L1)
        return refused(doing, kUnique, message);
    if (state == "23503"_L1)
        return refused(doing, kForeignKey, message);
    if (state == "23502"_L1)
        return refused(doing, kNotNull, message);
    if (state == "23514"_L1)
        return refused(doing, kCheck, message);
    if (state.startsWith("23"_L1))
        return refused(doing, u"a rule of the table forbids it"_s, message);
    if (state == "55P03"_L1 || state == "40P01"_L1 || state == "40001"_L1)
        return locked(doing, message);
    if (state == "57014"_L1)
        return cancelled(doing, message);
    if (state.startsWith("28"_L1) || state == "3D000"_L1)
        return noEntry(message);
    if (state == "25006"_L1) {
        return {ErrorCode::ReadOnly, u"%1 failed: the database is open read-only."_s.arg(doing),
                u"Open it for writing."_s, message};
    }
    if (state == "25P02"_L1) {
        return {ErrorCode::StatementFailed,
                u"%1 failed: an error before has ended the transaction."_s.arg(doing),
                u"Roll back, then go on."_s, message};
    }
    if (state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return lost(doing, message);
    return {ErrorCode::StatementFailed, u"%1 failed."_s.arg(doing), {}, message};
}

Error mariadbError(int number, const QString &message, const QString &doing)
{
    switch (number) {
    case 1062:
        return refused(doing, kUnique, message);
    case 1216:
    case 1217:
    case 1451:
    case 1452:
        return refused(doing, kForeignKey, message);
    case 1048:
    case 1364:
        return refused(doing, kNotNull, message);
    case 3819:
    case 4025:
        return refused(doing, kCheck, message);
    case 1205:
    case 1213:
        return locked(doing, message);
    case 1317:
        return cancelled(doing, message);
    case 1044:
    case 1045:
    case 1049:
        return noEntry(message);
    case 1792:
        return {ErrorCode::ReadOnly, u"%1 failed: the database is open read-only."_s.arg(doing),
                u"Open it for writing."_s, message};
    case 1053:
    case 1927:
    case 2006:
    case 2013:
    case 2055:
        return lost(doing, message);
    default:
        break;
    }
    return {ErrorCode::StatementFailed, u"%1 failed."_s.arg(doing), {}, message};
}

} // namespace relata::db

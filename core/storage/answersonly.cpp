#include "core/storage/answersonly.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <sqlite3.h>

#include "core/storage/database.h"

namespace storage {

namespace {

using Name = std::string_view;

constexpr std::array<Name, 7> writable{"answer", "background_answer", "consent", "label", "rating", "session", "vote"};

/// Row numbers on both sides of the foreign keys that a new row meets, and what lets an annotator known only from an
/// undone import come back; of the settings only which ones there are: what this annotator has seen is kept so.
constexpr std::array<std::pair<Name, Name>, 11> readable{{{"annotator", "id"},
                                                          {"answer", "id"},
                                                          {"answer", "supersedes"},
                                                          {"label", "answer_id"},
                                                          {"rating", "answer_id"},
                                                          {"session", "id"},
                                                          {"setting", "key"},
                                                          {"trial", "id"},
                                                          {"vote", "answer_id"},
                                                          {"withdrawn", "item_id"},
                                                          {"withdrawn", "kind"}}};

/// The trigger that compares a new answer with the one it supersedes, inside SQLite.
constexpr Name supersedingTrigger = "answer_supersedes_its_own_question";

bool mayRead(Name table, Name column, Name trigger)
{
    if (trigger == supersedingTrigger && table == "answer")
        return true;
    return std::find(readable.begin(), readable.end(), std::pair(table, column)) != readable.end();
}

int authorize(void *, int action, const char *first, const char *second, const char *, const char *trigger)
{
    const auto name = [](const char *text) { return text ? Name(text) : Name(); };
    bool allowed = false;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        allowed = true;
        break;
    case SQLITE_INSERT:
        allowed = std::find(writable.begin(), writable.end(), name(first)) != writable.end();
        break;
    case SQLITE_DELETE:
        allowed = name(first) == "withdrawn";
        break;
    case SQLITE_READ:
        allowed = mayRead(name(first), name(second), name(trigger));
        break;
    default: // functions, pragmas, attached files, other schemas, everything that may come
        break;
    }
    return allowed ? SQLITE_OK : SQLITE_DENY;
}

} // namespace

void allowOnlyAnswers(Database &database)
{
    sqlite3_set_authorizer(database.handle(), authorize, nullptr);
}

} // namespace storage

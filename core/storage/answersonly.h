#pragma once

namespace storage {

class Database;

/// From now on this connection can store answers (with their sessions, consents and what a person says of themselves)
/// and nothing else: SQLite's authorizer refuses to read any table but the row numbers that a new row refers to, and
/// with it generators, scores, sources, locations, prompts and everybody's answers. For the annotator's side, where a
/// mistake in a query must end in an error and not on the screen. Refused statements fail with "study.sql".
void allowOnlyAnswers(Database &database);

} // namespace storage

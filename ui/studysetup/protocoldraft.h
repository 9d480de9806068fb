#pragma once

#include <QHash>
#include <QJsonObject>

#include "core/base/result.h"
#include "core/study/question.h"
#include "core/trials/protocol.h"

namespace studysetup {

/// A protocol while it is being written: its file with every default filled in, changed value by value. A value may be
/// wrong for a while; what is wrong is said per path. Paths are those of the file without "$.": "pairs.repeats",
/// "questions[1].set". A plain value.
class ProtocolDraft
{
public:
    explicit ProtocolDraft(const trials::Protocol &protocol = trials::defaultProtocol());

    /// Undefined for a path that is not there.
    QJsonValue value(const QString &path) const;
    /// The path's last member may be new, all before it must be there.
    void set(const QString &path, const QJsonValue &value);

    int questions() const;
    QString questionKind(int index) const;
    /// Adds a question of this kind at the end, under an id that is free.
    void addQuestion(study::QuestionKind kind);
    void removeQuestion(int index);
    /// Swaps with the neighbour before (−1) or behind (+1).
    void moveQuestion(int index, int by);

    /// The protocol as it would be stored. Errors: those of trials::parseProtocol.
    base::Result<trials::Protocol> protocol() const;
    /// What is wrong, in the words of the reader, by path.
    QHash<QString, QString> problems() const;

    bool operator==(const ProtocolDraft &) const = default;

private:
    QJsonObject m_root;
};

} // namespace studysetup

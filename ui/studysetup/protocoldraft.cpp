#include "ui/studysetup/protocoldraft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace studysetup {
namespace {

/// "questions[1].set" → "questions", "1", "set"; a number stands for a place in a list.
QStringList steps(const QString &path)
{
    static const QRegularExpression separators(QStringLiteral("[.\\[\\]]+"));
    return path.split(separators, Qt::SkipEmptyParts);
}

QJsonValue changed(const QJsonValue &container, const QStringList &steps, qsizetype from, const QJsonValue &value)
{
    if (from == steps.size())
        return value;
    if (container.isArray()) {
        QJsonArray array = container.toArray();
        const int index = steps[from].toInt();
        if (index >= 0 && index < array.size())
            array[index] = changed(array.at(index), steps, from + 1, value);
        return array;
    }
    QJsonObject object = container.toObject();
    object[steps[from]] = changed(object.value(steps[from]), steps, from + 1, value);
    return object;
}

const QString questionsKey = QStringLiteral("questions");
const QString warningKey = QStringLiteral("content_warning");

} // namespace

ProtocolDraft::ProtocolDraft(const trials::Protocol &protocol)
    : m_root(trials::toJson(protocol))
{
}

QJsonValue ProtocolDraft::value(const QString &path) const
{
    QJsonValue value = m_root;
    for (const QString &step : steps(path))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    return value;
}

void ProtocolDraft::set(const QString &path, const QJsonValue &value)
{
    m_root = changed(m_root, steps(path), 0, value).toObject();
    // A protocol without a warning has no such key.
    const QJsonObject warning = m_root.value(warningKey).toObject();
    if (warning.value(QLatin1String("labels")).toArray().isEmpty()
        && warning.value(QLatin1String("text")).toString().isEmpty())
        m_root.remove(warningKey);
}

int ProtocolDraft::questions() const
{
    return int(m_root.value(questionsKey).toArray().size());
}

QString ProtocolDraft::questionKind(int index) const
{
    return value(QStringLiteral("questions[%1].kind").arg(index)).toString();
}

void ProtocolDraft::addQuestion(study::QuestionKind kind)
{
    QJsonArray all = m_root.value(questionsKey).toArray();
    QStringList taken;
    for (const QJsonValue &question : std::as_const(all))
        taken.append(question.toObject().value(QLatin1String("id")).toString());
    // The reader fills in the defaults of the kind; the first question must be a choice, so one stands before it.
    const QByteArray seed = QStringLiteral(R"({"version":1,"questions":[{"id":"first"},{"id":"second","kind":"%1"}]})")
                                .arg(study::toText(kind))
                                .toUtf8();
    const auto standard = trials::parseProtocol(seed);
    if (!standard)
        return;
    QJsonObject question = trials::toJson(*standard).value(questionsKey).toArray().at(1).toObject();
    QString id = kind == study::QuestionKind::Choice   ? QStringLiteral("preference")
                 : kind == study::QuestionKind::Labels ? QStringLiteral("emotion")
                                                       : QStringLiteral("dimensions");
    const QString stem = id;
    for (int i = 2; taken.contains(id); ++i)
        id = QStringLiteral("%1-%2").arg(stem).arg(i);
    question[QStringLiteral("id")] = id;
    all.append(question);
    m_root[questionsKey] = all;
}

void ProtocolDraft::removeQuestion(int index)
{
    QJsonArray all = m_root.value(questionsKey).toArray();
    all.removeAt(index);
    m_root[questionsKey] = all;
}

void ProtocolDraft::moveQuestion(int index, int by)
{
    QJsonArray all = m_root.value(questionsKey).toArray();
    const int to = index + by;
    if (index < 0 || to < 0 || index >= all.size() || to >= all.size())
        return;
    const QJsonValue moved = all.at(index);
    all[index] = all.at(to);
    all[to] = moved;
    m_root[questionsKey] = all;
}

base::Result<trials::Protocol> ProtocolDraft::protocol() const
{
    return trials::parseProtocol(QJsonDocument(m_root).toJson(QJsonDocument::Compact));
}

QHash<QString, QString> ProtocolDraft::problems() const
{
    QHash<QString, QString> found;
    const auto read = protocol();
    if (read)
        return found;
    for (const QString &message : QStringList{read.error().message} + read.error().details) {
        const QString path = message.section(QLatin1Char(' '), 0, 0);
        if (path.startsWith(QLatin1String("$.")) && !found.contains(path.mid(2)))
            found.insert(path.mid(2), message.section(QLatin1Char(' '), 1));
    }
    return found;
}

} // namespace studysetup

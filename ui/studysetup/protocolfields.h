#pragma once

#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QStringList>

namespace studysetup {

class ProtocolDraft;

/// One value of a protocol as a field of the form: how it is asked for, written and read.
struct ProtocolField
{
    enum class Kind {
        Line,      ///< one line of text
        Page,      ///< several lines of text
        Whole,     ///< a whole number from low to high
        Number,    ///< any number from low to high
        Percent,   ///< a share, written as a percentage
        Size,      ///< two whole numbers, "1024 × 700"
        Word,      ///< one of `words`
        Flag,      ///< a check box
        Words,     ///< any of `words`, as a list; none checked is an empty list
        List,      ///< several names on one line, with commas between them
        Gold,      ///< pairs with a known answer, edited row by row; the text is the list as JSON
        Background ///< questions about a person, the same
    };
    struct Choice
    {
        QString key; ///< as stored; whole numbers are stored as such
        QString text;
        bool fixed = false; ///< of Words: always checked

        bool operator==(const Choice &) const = default;
    };

    QString path; ///< as of ProtocolDraft
    QString label;
    QString note; ///< what the value does, one line
    Kind kind = Kind::Line;
    double low = 0;
    double high = 0;
    QList<Choice> words{};

    bool operator==(const ProtocolField &) const = default;
};

/// Fields that belong together under one title.
struct ProtocolSection
{
    QString title;
    int question = -1; ///< its index, for sections that can be moved and removed
    QList<ProtocolField> fields;

    bool operator==(const ProtocolSection &) const = default;
};

/// The whole form for a draft. `generators`: names in the study, offered as choices.
QList<ProtocolSection> protocolSections(const ProtocolDraft &draft, const QStringList &generators);

/// The value as a person reads and writes it.
QString fieldText(const ProtocolField &field, const QJsonValue &value);
/// The value of a text; what cannot be read stays a text, which the draft will refuse.
QJsonValue fieldValue(const ProtocolField &field, const QString &text);
/// Why the text is no value of the field and what to write instead; empty: it is one. `reader`: what the protocol's
/// own reader says of the path, used where the field knows no better words.
QString fieldProblem(const ProtocolField &field, const QString &text, const QString &reader = {});
/// What is wrong inside of a list, by path below it: "[1].worse".
QHash<QString, QString> rowProblems(const ProtocolField &field, const QHash<QString, QString> &problems);
/// The reader's words for a field: those of its path, or of an entry inside it.
QString problemOf(const ProtocolField &field, const QHash<QString, QString> &problems);

} // namespace studysetup

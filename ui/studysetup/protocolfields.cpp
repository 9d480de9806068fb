#include "ui/studysetup/protocolfields.h"

#include <cmath>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include "core/study/labelset.h"
#include "ui/studysetup/protocoldraft.h"

namespace studysetup {

using Kind = ProtocolField::Kind;
using Choice = ProtocolField::Choice;

namespace {

constexpr double largestSeed = 9007199254740991; // 2^53 - 1

QString tr(const char *text)
{
    return QCoreApplication::translate("studysetup", text);
}

QString number(double value)
{
    return QLocale().toString(value, 'g', 15);
}

/// What a person typed: with the decimal point of the locale or that of programs.
bool readNumber(QString text, double &value)
{
    text = text.simplified();
    text.remove(QLatin1Char('%'));
    text = text.trimmed();
    bool ok = false;
    value = QLocale().toDouble(text, &ok);
    if (!ok)
        value = text.toDouble(&ok);
    return ok && std::isfinite(value);
}

QStringList partsOf(const QString &text, QLatin1Char separator)
{
    QStringList parts;
    for (const QString &part : text.split(separator)) {
        if (!part.trimmed().isEmpty())
            parts.append(part.trimmed());
    }
    return parts;
}

QStringList texts(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray words = list.toArray();
    for (const QJsonValue &word : words)
        texts.append(word.toString());
    return texts;
}

QJsonValue readSize(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,5})\\s*[x×, ]\\s*(\\d{1,5})\\s*$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return text;
    return QJsonArray{match.captured(1).toInt(), match.captured(2).toInt()};
}

QList<Choice> sets(bool forLabels)
{
    QList<Choice> known;
    for (const QString &id : study::shippedLabelSets()) {
        const study::LabelSet *set = study::labelSet(id);
        if (set && !(forLabels ? set->labels.isEmpty() : set->dimensions.isEmpty()))
            known.append({id, set->title});
    }
    return known;
}

QList<ProtocolField> questionFields(const QString &kind, const QString &at)
{
    QList<ProtocolField> fields{
        {at + QStringLiteral(".text"), tr("Question"),
         tr("As people read it. Empty: the standard wording. One construct per question."), Kind::Line},
        {at + QStringLiteral(".id"), tr("Name in exports"), tr("Letters, digits, _ and -"), Kind::Line}};
    if (kind == QLatin1String("choice")) {
        fields.append({at + QStringLiteral(".answers"),
                       tr("Answers"),
                       {},
                       Kind::Words,
                       0,
                       0,
                       {{QStringLiteral("left"), tr("Left"), true},
                        {QStringLiteral("right"), tr("Right"), true},
                        {QStringLiteral("tie"), tr("No preference")},
                        {QStringLiteral("both_good"), tr("Both good")},
                        {QStringLiteral("both_bad"), tr("Both bad")}}});
        fields.append({at + QStringLiteral(".strength"),
                       tr("Strength"),
                       {},
                       Kind::Word,
                       0,
                       0,
                       {{QStringLiteral("0"), tr("none, left or right")},
                        {QStringLiteral("2"), tr("two steps a side, five buttons")},
                        {QStringLiteral("3"), tr("three steps a side, seven buttons")}}});
        fields.append({at + QStringLiteral(".allow_skip"), tr("Skip with a reason"), {}, Kind::Flag});
        return fields;
    }
    const bool labels = kind == QLatin1String("labels");
    fields.append(
        {at + QStringLiteral(".set"), labels ? tr("Label set") : tr("Rating set"), {}, Kind::Word, 0, 0, sets(labels)});
    if (labels) {
        fields.append({at + QStringLiteral(".multiple"), tr("Several labels per picture"), {}, Kind::Flag});
        fields.append({at + QStringLiteral(".intensity"), tr("Steps of intensity"),
                       tr("0: a label is given or not. 3: pressed again it gets stronger"), Kind::Whole, 0, 10});
    }
    return fields;
}

QString questionTitle(const ProtocolDraft &draft, int index)
{
    const QString kind = draft.questionKind(index);
    const QString what = kind == QLatin1String("choice")   ? tr("choice between the pictures")
                         : kind == QLatin1String("labels") ? tr("labels per picture")
                                                           : tr("ratings per picture");
    return tr("Question %1, %2").arg(index + 1).arg(what);
}

ProtocolSection pairsSection(const QStringList &generators)
{
    ProtocolSection pairs{tr("Pairs"), -1, {}};
    pairs.fields = {{QStringLiteral("pairs.design"),
                     tr("Design"),
                     {},
                     Kind::Word,
                     0,
                     0,
                     {{QStringLiteral("generators"), tr("generators against each other, one prompt")},
                      {QStringLiteral("variants"), tr("original against wide-spectrum, one generator")},
                      {QStringLiteral("photo-clean"), tr("photographs against their clean versions")}}},
                    {QStringLiteral("pairs.prompt_variant"), tr("Prompt shown"),
                     tr("The variant whose wording stands above the pair"), Kind::Line},
                    {QStringLiteral("pairs.per_annotator"), tr("Pairs per annotator"),
                     tr("Repeats, gold and practice come on top"), Kind::Whole, 1, 1000000},
                    {QStringLiteral("pairs.repeats"), tr("Repeats, sides swapped, %"),
                     tr("5 to 10 % feed the retest agreement"), Kind::Percent, 0, 100},
                    {QStringLiteral("pairs.practice"), tr("Practice pairs"),
                     tr("Before counting starts; about 10 is good practice"), Kind::Whole, 0, 1000},
                    {QStringLiteral("pairs.selection"),
                     tr("Selection"),
                     {},
                     Kind::Word,
                     0,
                     0,
                     {{QStringLiteral("random"), tr("at random")},
                      {QStringLiteral("balanced"), tr("every pair of generators equally often")}}}};
    if (!generators.isEmpty()) {
        QList<Choice> names;
        for (const QString &name : generators)
            names.append({name, name});
        pairs.fields.insert(1, {QStringLiteral("pairs.generators"), tr("Generators"), tr("None checked: all of them"),
                                Kind::Words, 0, 0, names});
    }
    return pairs;
}

ProtocolSection sessionSection()
{
    return {
        tr("Session"),
        -1,
        {{QStringLiteral("break_minutes"), tr("Break after, minutes"), tr("0: never. 25 to 30 is good practice"),
          Kind::Number, 0, 1440},
         {QStringLiteral("too_fast_ms"), tr("Too fast under, milliseconds"),
          tr("Such answers are marked, never dropped"), Kind::Whole, 0, 600000},
         {QStringLiteral("minimum_window"), tr("Smallest window"), {}, Kind::Size, 0, 16384},
         {QStringLiteral("picture_size"),
          tr("Picture size"),
          {},
          Kind::Word,
          0,
          0,
          {{QStringLiteral("fit"), tr("fitted into the window")},
           {QStringLiteral("fixed"), tr("the same for everybody")}}},
         {QStringLiteral("surround"), tr("Surround"), tr("A grey, #808080 unless the study is about it"), Kind::Line}}};
}

} // namespace

QList<ProtocolSection> protocolSections(const ProtocolDraft &draft, const QStringList &generators)
{
    QList<ProtocolSection> sections;
    sections.append(
        {tr("Study"),
         -1,
         {{QStringLiteral("title"), tr("Title"), {}, Kind::Line},
          {QStringLiteral("instructions"), tr("Instructions"), tr("Markdown, one key away while judging"), Kind::Page},
          {QStringLiteral("seed"), tr("Seed"), tr("Decides order and sides for everybody"), Kind::Whole, -largestSeed,
           largestSeed}}});
    sections.append(pairsSection(generators));
    for (int i = 0; i < draft.questions(); ++i)
        sections.append({questionTitle(draft, i), i,
                         questionFields(draft.questionKind(i), QStringLiteral("questions[%1]").arg(i))});
    sections.append({tr("Gold pairs"),
                     -1,
                     {{QStringLiteral("gold"), tr("Pairs with a near-certain answer"),
                       tr("Mixed among the others; people do not see which they are"), Kind::Gold},
                      {QStringLiteral("gold_share"), tr("Share of the session, %"), {}, Kind::Percent, 0, 100}}});
    sections.append(sessionSection());
    sections.append(
        {tr("People"),
         -1,
         {{QStringLiteral("consent"), tr("Consent"), tr("Markdown, agreed to once. Empty: none is asked"), Kind::Page},
          {QStringLiteral("background_questions"), tr("Background questions, optional for people"),
           tr("Asked once, before the first pair"), Kind::Background},
          {QStringLiteral("content_warning.labels"), tr("Cover pairs with these labels"),
           tr("Emotions or taxonomy labels with commas between them, as in fear, emotion_and_subject. Such pairs stay "
              "covered until Enter and can be skipped unseen"),
           Kind::List},
          {QStringLiteral("content_warning.text"), tr("What the cover says"), {}, Kind::Line}}});
    return sections;
}

QString fieldText(const ProtocolField &field, const QJsonValue &value)
{
    switch (field.kind) {
    case Kind::Line:
    case Kind::Page:
    case Kind::Word:
        return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    case Kind::Whole:
        return value.isDouble() ? QLocale::c().toString(value.toInteger()).remove(QLatin1Char(',')) : value.toString();
    case Kind::Number:
        return value.isDouble() ? number(value.toDouble()) : value.toString();
    case Kind::Percent:
        return value.isDouble() ? number(value.toDouble() * 100) : value.toString();
    case Kind::Size:
        return value.isArray() ? QStringLiteral("%1 × %2").arg(value[0].toInt()).arg(value[1].toInt())
                               : value.toString();
    case Kind::Flag:
        return value.toBool() ? QStringLiteral("1") : QString();
    case Kind::Words:
        return texts(value).join(QLatin1Char('\n'));
    case Kind::List:
        return texts(value).join(QStringLiteral(", "));
    case Kind::Gold:
    case Kind::Background:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    }
    return {};
}

QJsonValue fieldValue(const ProtocolField &field, const QString &text)
{
    double read = 0;
    switch (field.kind) {
    case Kind::Line:
        return text.trimmed();
    case Kind::Page:
        return text;
    case Kind::Whole:
        if (readNumber(text, read) && read == std::floor(read) && std::abs(read) <= largestSeed)
            return qint64(read);
        return text;
    case Kind::Number:
        return readNumber(text, read) ? QJsonValue(read) : QJsonValue(text);
    case Kind::Percent:
        return readNumber(text, read) ? QJsonValue(read / 100) : QJsonValue(text);
    case Kind::Size:
        return readSize(text);
    case Kind::Word: {
        bool whole = false;
        const int given = text.toInt(&whole);
        return whole ? QJsonValue(given) : QJsonValue(text);
    }
    case Kind::Flag:
        return !text.isEmpty();
    case Kind::Words:
        return QJsonArray::fromStringList(partsOf(text, QLatin1Char('\n')));
    case Kind::List:
        return QJsonArray::fromStringList(partsOf(text, QLatin1Char(',')));
    case Kind::Gold:
    case Kind::Background:
        return QJsonDocument::fromJson(text.toUtf8()).array();
    }
    return {};
}

QString fieldProblem(const ProtocolField &field, const QString &text, const QString &reader)
{
    double read = 0;
    const bool isNumber = readNumber(text, read);
    const bool inRange = read >= field.low && read <= field.high;
    const QString low = number(field.low);
    const QString high = number(field.high);
    switch (field.kind) {
    case Kind::Whole:
        if (isNumber && inRange && read == std::floor(read))
            return {};
        return tr("“%1” is not a whole number from %2 to %3. Write one in digits.").arg(text, low, high);
    case Kind::Number:
    case Kind::Percent:
        if (isNumber && inRange)
            return {};
        return tr("“%1” is not a number from %2 to %3. Write one in digits.").arg(text, low, high);
    case Kind::Size:
        if (const QJsonValue size = readSize(text);
            size.isArray() && size[0].toInt() <= field.high && size[1].toInt() <= field.high)
            return {};
        return tr("“%1” is not a size. Write width and height, 1024 × 700.").arg(text);
    default:
        break;
    }
    if (reader.isEmpty())
        return {};
    if (field.kind == Kind::Gold || field.kind == Kind::Background)
        return tr("A row above is marked: %1.").arg(reader);
    if (field.path.endsWith(QLatin1String(".id")))
        return reader.contains(QLatin1String("twice"))
                   ? tr("Another question has the name “%1”. Give this one its own.").arg(text)
                   : tr("“%1” cannot be a name. Use 1 to 64 letters, digits, _ and -.").arg(text);
    if (field.path == QLatin1String("surround"))
        return tr("“%1” is not a colour. Write six digits as in #808080.").arg(text);
    return tr("This %1.").arg(reader);
}

QHash<QString, QString> rowProblems(const ProtocolField &field, const QHash<QString, QString> &problems)
{
    QHash<QString, QString> rows;
    for (auto it = problems.begin(); it != problems.end(); ++it) {
        if (it.key().startsWith(field.path + QLatin1Char('[')))
            rows.insert(it.key().mid(field.path.size()), *it);
    }
    return rows;
}

QString problemOf(const ProtocolField &field, const QHash<QString, QString> &problems)
{
    for (auto it = problems.begin(); it != problems.end(); ++it) {
        if (it.key() == field.path)
            return *it;
    }
    for (auto it = problems.begin(); it != problems.end(); ++it) {
        if (!it.key().startsWith(field.path + QLatin1Char('[')))
            continue;
        const int entry = it.key().mid(field.path.size() + 1).section(QLatin1Char(']'), 0, 0).toInt();
        const QString member = it.key().section(QLatin1Char('.'), -1);
        return QStringLiteral("%1: %2 %3").arg(tr("row %1").arg(entry + 1), member, *it);
    }
    return {};
}

} // namespace studysetup

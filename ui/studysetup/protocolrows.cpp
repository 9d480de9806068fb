#include "ui/studysetup/protocolrows.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/widgets/numbers.h"

namespace studysetup {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("studysetup", text);
}

QString number(double value)
{
    return QLocale().toString(value, 'g', 6);
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(number(share * 100));
}

QString orNone(const QString &text)
{
    return text.trimmed().isEmpty() ? tr("none") : text.simplified();
}

QString designText(trials::Design design)
{
    switch (design) {
    case trials::Design::Generators:
        return tr("generators against each other, one prompt");
    case trials::Design::Variants:
        return tr("original against wide-spectrum, one generator");
    case trials::Design::PhotoClean:
        return tr("photographs against their clean versions");
    case trials::Design::List:
        return tr("a list of pairs");
    }
    return {};
}

QString selectionText(const trials::PairRules &pairs)
{
    switch (pairs.selection) {
    case trials::Selection::Random:
        return tr("random");
    case trials::Selection::Balanced:
        return tr("balanced");
    case trials::Selection::Active:
        return tr("active, %1 of them at random").arg(percent(pairs.randomShare));
    }
    return {};
}

void addSection(QList<widgets::TableRow> &rows, const QString &title)
{
    rows.append({.cells = {}, .section = title});
}

void add(QList<widgets::TableRow> &rows, const QString &name, const QString &value)
{
    rows.append({.cells = {{.text = name, .ink = widgets::Ink::Text3}, {.text = value}}});
}

void addQuestion(QList<widgets::TableRow> &rows, const study::Question &question)
{
    addSection(rows, tr("Question “%1”").arg(question.id));
    add(rows, tr("Text"), study::shownText(question));
    switch (question.kind) {
    case study::QuestionKind::Choice:
        add(rows, tr("Answers"), question.answers.join(QStringLiteral(", ")));
        add(rows, tr("Strength"),
            question.strength == 0 ? tr("none")
                                   : tr("1 to %1, %2 buttons").arg(question.strength).arg(2 * question.strength + 1));
        add(rows, tr("Skip"), question.allowSkip ? tr("allowed") : tr("not allowed"));
        break;
    case study::QuestionKind::Labels:
        add(rows, tr("Label set"), question.set);
        add(rows, tr("Several labels"), question.multiple ? tr("allowed") : tr("not allowed"));
        add(rows, tr("Intensity"), question.intensity == 0 ? tr("none") : tr("1 to %1").arg(question.intensity));
        break;
    case study::QuestionKind::Ratings:
        add(rows, tr("Rating set"), question.set);
        break;
    }
}

} // namespace

QList<widgets::TableColumn> protocolColumns()
{
    return {{tr("Setting")}, {tr("Value")}};
}

QList<widgets::TableRow> protocolRows(const trials::Protocol &protocol)
{
    QList<widgets::TableRow> rows;
    addSection(rows, tr("Study"));
    add(rows, tr("Title"), orNone(protocol.title));
    add(rows, tr("Instructions"), orNone(protocol.instructions));
    add(rows, tr("Consent"), orNone(protocol.consent));
    add(rows, tr("Seed"), QString::number(protocol.seed));

    addSection(rows, tr("Pairs"));
    const trials::PairRules &pairs = protocol.pairs;
    add(rows, tr("Design"), designText(pairs.design));
    add(rows, tr("Prompt shown"), pairs.promptVariant);
    add(rows, tr("Generators"), pairs.generators.isEmpty() ? tr("all") : pairs.generators.join(QStringLiteral(", ")));
    add(rows, tr("Per annotator"), widgets::formatCount(pairs.perAnnotator));
    add(rows, tr("Repeats, sides swapped"), percent(pairs.repeats));
    add(rows, tr("Practice"), widgets::formatCount(pairs.practice));
    add(rows, tr("Selection"), selectionText(pairs));

    for (const study::Question &question : protocol.questions)
        addQuestion(rows, question);

    addSection(rows, tr("Session"));
    add(rows, tr("Passes"), protocol.passes == trials::Passes::Together ? tr("together") : tr("separate"));
    add(rows, tr("Gold pairs"),
        protocol.gold.isEmpty() ? tr("none")
                                : tr("%1, share %2").arg(protocol.gold.size()).arg(percent(protocol.goldShare)));
    add(rows, tr("Break"),
        protocol.breakMinutes > 0 ? tr("after %1 min").arg(number(protocol.breakMinutes)) : tr("never"));
    add(rows, tr("Too fast"), tr("under %1 ms").arg(protocol.tooFastMs));
    add(rows, tr("Smallest window"),
        QStringLiteral("%1 × %2").arg(protocol.minimumWindow.width()).arg(protocol.minimumWindow.height()));
    add(rows, tr("Picture size"), protocol.pictureSize == trials::PictureSize::Fit ? tr("fitted") : tr("fixed"));
    add(rows, tr("Surround"), protocol.surround);
    QStringList background;
    for (const trials::BackgroundQuestion &question : protocol.backgroundQuestions)
        background.append(question.text);
    add(rows, tr("Background questions"), orNone(background.join(QStringLiteral("; "))));
    add(rows, tr("Covered pairs"), orNone(protocol.contentWarning.labels.join(QStringLiteral(", "))));
    return rows;
}

} // namespace studysetup

#include "ui/studysetup/annotatorspage.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include "core/storage/database.h"
#include "ui/studysetup/annotatorcodes.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/tableview.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::formatCount;

namespace {

constexpr int fieldWidth = 232;
constexpr int commandColumn = 6;

QString consentText(const StudyFacts &facts, const PersonFacts &person)
{
    if (facts.protocol.protocol.consent.isEmpty() || person.annotator.kind == study::AnnotatorKind::Machine)
        return AnnotatorsPage::tr("not asked");
    return person.hasConsent ? AnnotatorsPage::tr("given") : AnnotatorsPage::tr("not yet");
}

} // namespace

QList<widgets::TableColumn> annotatorColumns()
{
    return {{AnnotatorsPage::tr("Annotator")},
            {AnnotatorsPage::tr("Kind")},
            {AnnotatorsPage::tr("Groups")},
            {AnnotatorsPage::tr("Progress")},
            {AnnotatorsPage::tr("Consent"), false,
             AnnotatorsPage::tr("To the text of the protocol in force; background answers stay out of every export")},
            {AnnotatorsPage::tr("Last answer")},
            {QString(), true}};
}

QList<widgets::TableRow> annotatorRows(const StudyFacts &facts)
{
    QList<widgets::TableRow> rows;
    for (const PersonFacts &person : facts.people) {
        const bool machine = person.annotator.kind == study::AnnotatorKind::Machine;
        const storage::AnnotatorProgress &progress = person.progress;
        const QString last =
            progress.lastAnswer > 0
                ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(progress.lastAnswer), QLocale::ShortFormat)
                : widgets::noValue();
        const QString groups = person.annotator.groups.join(QStringLiteral(", "));
        rows.append(
            {.cells = {
                 {.text = person.annotator.code, .weight = widgets::Weight::Medium},
                 {.text = machine ? AnnotatorsPage::tr("machine, simulated") : AnnotatorsPage::tr("human"),
                  .ink = widgets::Ink::Text3,
                  .glyph = machine ? widgets::Icon::Scorers : widgets::Icon::Person},
                 {.text = groups, .ink = widgets::Ink::Text3, .toolTip = groups},
                 {.text = progress.planned > 0 ? AnnotatorsPage::tr("%1 of %2")
                                                     .arg(formatCount(progress.answered), formatCount(progress.planned))
                                               : AnnotatorsPage::tr("not started"),
                  .sort = progress.answered,
                  .ink = widgets::Ink::Text3,
                  .share = progress.planned > 0 ? double(progress.answered) / double(progress.planned) : 0},
                 {.text = consentText(facts, person),
                  .ink = widgets::Ink::Text3,
                  .toolTip = AnnotatorsPage::tr("%n background answer(s)", nullptr, person.backgroundAnswers)},
                 {.text = last, .sort = progress.lastAnswer, .ink = widgets::Ink::Text3},
                 {.text = machine ? QString() : AnnotatorsPage::tr("Copy start command"), .pressable = !machine}}});
    }
    return rows;
}

AnnotatorsPage::AnnotatorsPage(QWidget *parent)
    : Page(parent)
    , m_codes(new QLineEdit)
    , m_groups(new QLineEdit)
    , m_add(new widgets::Button(tr("Add annotators")))
    , m_note(new widgets::Label(QString(), widgets::TextRole::Small, widgets::Ink::Text3))
    , m_model(new widgets::CellModel(annotatorColumns(), this))
    , m_table(new widgets::TableView)
    , m_empty(new widgets::Label(
          tr("Nobody has judged yet. Add a code for each person, or open Annotate and type one there."),
          widgets::TextRole::Body, widgets::Ink::Text2))
{
    m_table->setEdgePadding(metrics::pageMargin);
    m_table->setSource(m_model);
    m_table->setAccessibleName(tr("Annotators"));
    m_table->setRowHeight(metrics::rowWithControl);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setColumnWidths({130, 164, 150, 186, 90, 180, 150});
    m_table->setGivingColumns({4, 5, 1}); // consent, last answer, kind
    m_empty->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeForm());
    layout->addWidget(new widgets::Line(Qt::Horizontal));
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_table, 1);
    connect(m_codes, &QLineEdit::textChanged, this, &AnnotatorsPage::checkForm);
    connect(m_groups, &QLineEdit::textChanged, this, &AnnotatorsPage::checkForm);
    connect(m_codes, &QLineEdit::returnPressed, this, &AnnotatorsPage::add);
    connect(m_groups, &QLineEdit::returnPressed, this, &AnnotatorsPage::add);
    connect(m_add, &widgets::Button::clicked, this, &AnnotatorsPage::add);
    connect(m_table, &widgets::TableView::cellPressed, this, [this](int row, int column) {
        if (column == commandColumn)
            copyCommand(row);
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &AnnotatorsPage::openMenu);
    checkForm();
}

QWidget *AnnotatorsPage::makeForm()
{
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(metrics::pageMargin, metrics::space12, metrics::pageMargin, metrics::space12);
    grid->setHorizontalSpacing(metrics::controlGap);
    grid->setVerticalSpacing(metrics::space4);
    const auto addField = [grid](int column, const QString &label, QLineEdit *field, const QString &example) {
        auto *text = new widgets::Label(label, widgets::TextRole::Body, widgets::Ink::Text2);
        text->setBuddy(field);
        field->setFixedWidth(widgets::scaled(fieldWidth));
        field->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
        field->setPlaceholderText(example);
        field->setAccessibleName(label);
        grid->addWidget(text, 0, column);
        grid->addWidget(field, 1, column);
    };
    addField(0, tr("Codes, pseudonyms"), m_codes, tr("A01, A02 or A01-A12"));
    addField(1, tr("Groups, optional"), m_groups, tr("art training, EU"));
    grid->addWidget(m_add, 1, 2);
    grid->addWidget(m_note, 2, 0, 1, 4);
    grid->setColumnStretch(3, 1);
    return form;
}

void AnnotatorsPage::setFacts(const StudyFacts &facts)
{
    m_facts = facts;
    m_model->setRows(annotatorRows(facts));
    m_table->setVisible(!facts.people.isEmpty());
    m_empty->setVisible(facts.people.isEmpty());
    checkForm();
    Q_EMIT statusTextChanged();
}

QString AnnotatorsPage::statusText() const
{
    if (!m_said.isEmpty())
        return m_said;
    const auto machines = std::count_if(m_facts.people.begin(), m_facts.people.end(), [](const PersonFacts &person) {
        return person.annotator.kind == study::AnnotatorKind::Machine;
    });
    const qsizetype people = m_facts.people.size() - machines;
    return QStringLiteral("%1, %2").arg(people == 1 ? tr("1 person") : tr("%1 people").arg(people),
                                        machines == 1 ? tr("1 machine") : tr("%1 machines").arg(machines));
}

void AnnotatorsPage::checkForm()
{
    const ReadCodes codes = readCodes(m_codes->text());
    const ReadCodes groups = readGroups(m_groups->text());
    const bool empty = m_codes->text().trimmed().isEmpty();
    const QString problem = empty ? QString() : codes.problem.isEmpty() ? groups.problem : codes.problem;
    QStringList there;
    for (const PersonFacts &person : std::as_const(m_facts.people)) {
        if (codes.codes.contains(person.annotator.code))
            there.append(person.annotator.code);
    }
    QString note = tr("A code is all that the study knows of a person. A group that was given stays.");
    if (!problem.isEmpty())
        note = problem;
    else if (!there.isEmpty())
        note = groups.codes.isEmpty()
                   ? tr("%1: there already. Name a group to add it.").arg(there.mid(0, 5).join(QStringLiteral(", ")))
                   : tr("%1: there already, the groups are added.").arg(there.mid(0, 5).join(QStringLiteral(", ")));
    m_note->setInk(problem.isEmpty() ? widgets::Ink::Text3 : widgets::Ink::Error);
    m_note->setText(note);
    const qsizetype fresh = codes.codes.size() - there.size();
    m_add->setText(fresh == 1 ? tr("Add annotator") : fresh > 1 ? tr("Add %1 annotators").arg(fresh) : tr("Add"));
    const bool useful = fresh > 0 || (!there.isEmpty() && !groups.codes.isEmpty());
    m_add->setEnabled(!empty && problem.isEmpty() && useful);
    m_add->setToolTip(m_add->isEnabled() ? QString() : tr("Write one or more codes first"));
}

void AnnotatorsPage::add()
{
    if (!study() || !m_add->isEnabled())
        return;
    const QStringList codes = readCodes(m_codes->text()).codes;
    const QStringList groups = readGroups(m_groups->text()).codes;
    m_codes->clear();
    study()->run(
        this, [codes, groups](storage::Database &database) { return addAnnotators(database, codes, groups); },
        [this, count = codes.size()](const base::Result<std::optional<study::SourceId>> &source) {
            if (!source) {
                Q_EMIT failed(source.error().toLine());
                return;
            }
            if (!*source) {
                Q_EMIT changeMade(tr("Groups added"), {});
                return;
            }
            Q_EMIT changeMade(tr("%n annotator(s) added", nullptr, int(count)),
                              [id = **source](storage::Database &database) {
                                  return storage::SourceRepository(database).withdraw(id);
                              });
        });
}

void AnnotatorsPage::copyCommand(int row)
{
    if (!study() || row < 0 || row >= m_facts.people.size())
        return;
    const QString code = m_facts.people[row].annotator.code;
    QGuiApplication::clipboard()->setText(startCommand(study()->path(), code));
    m_said = tr("Start command of %1 copied: send it to the person, or run it on their machine").arg(code);
    Q_EMIT statusTextChanged();
}

void AnnotatorsPage::openMenu(const QPoint &position)
{
    const int row = m_table->sourceRow(m_table->indexAt(position).row());
    if (row < 0 || row >= m_facts.people.size())
        return;
    const QString code = m_facts.people[row].annotator.code;
    QMenu menu(this);
    menu.addAction(tr("Copy code"), this, [code] { QGuiApplication::clipboard()->setText(code); });
    menu.addAction(tr("Copy start command"), this, [this, row] { copyCommand(row); });
    menu.addAction(tr("Add to a group…"), this, [this, code] {
        m_codes->setText(code);
        m_groups->setFocus();
    });
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace studysetup

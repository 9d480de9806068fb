#include "ui/studysetup/protocolform.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/studysetup/formfield.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;

ProtocolForm::ProtocolForm(QWidget *parent)
    : QScrollArea(parent)
    , m_layout(new QVBoxLayout)
    , m_add(new Button(tr("Add question")))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its fields have it; keys that they leave alone still scroll
    setAccessibleName(tr("Protocol"));
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    page->setLayout(m_layout);
    setWidget(page);
    m_layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::space32);
    m_layout->setSpacing(metrics::space24);
    m_add->setGlyph(widgets::Icon::Plus);
    auto *menu = new QMenu(m_add);
    const auto offer = [this, menu](const QString &text, study::QuestionKind kind) {
        menu->addAction(text, this, [this, kind] {
            changeQuestions(tr("Question added"), [kind](ProtocolDraft &draft) { draft.addQuestion(kind); });
        });
    };
    offer(tr("Choice between the pictures"), study::QuestionKind::Choice);
    offer(tr("Labels per picture"), study::QuestionKind::Labels);
    offer(tr("Ratings per picture"), study::QuestionKind::Ratings);
    m_add->setMenu(menu);
    m_add->hide();
}

void ProtocolForm::setDraft(const ProtocolDraft &draft, const QStringList &generators)
{
    m_draft = draft;
    m_generators = generators;
    if (const auto sections = protocolSections(draft, generators); sections != m_sections) {
        m_sections = sections;
        rebuild();
    }
    fill();
    check();
}

void ProtocolForm::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    reset();
}

void ProtocolForm::reset()
{
    m_sections.clear();
    setDraft(m_draft, m_generators);
}

void ProtocolForm::rebuild()
{
    m_add->setParent(nullptr);
    m_fields.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        // Later: one of its buttons may be what asks for this.
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    qsizetype lastQuestion = -1;
    for (qsizetype i = 0; i < m_sections.size(); ++i) {
        if (m_sections[i].question >= 0)
            lastQuestion = i;
    }
    for (qsizetype i = 0; i < m_sections.size(); ++i) {
        m_layout->addWidget(makeSection(m_sections[i]));
        if (i != lastQuestion)
            continue;
        auto *row = new QWidget;
        auto *rowLayout = new QHBoxLayout(row);
        rowLayout->setContentsMargins(0, 0, 0, 0);
        rowLayout->addWidget(m_add);
        rowLayout->addStretch();
        m_add->show();
        m_layout->addWidget(row);
    }
    m_layout->addStretch();
}

QWidget *ProtocolForm::makeSection(const ProtocolSection &section)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space12);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::controlGap);
    head->addWidget(
        new widgets::Label(section.title, widgets::TextRole::Body, widgets::Ink::Text, widgets::Weight::SemiBold));
    if (section.question >= 0)
        head->addWidget(questionButtons(section.question));
    head->addStretch();
    column->addLayout(head);
    for (const ProtocolField &field : section.fields) {
        auto *shown = new FormField(field, m_study);
        m_fields.append(shown);
        column->addWidget(shown);
        connect(shown, &FormField::edited, this, &ProtocolForm::check);
        connect(shown, &FormField::committed, this, [this, shown] { commit(shown); });
    }
    return box;
}

QWidget *ProtocolForm::questionButtons(int index)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto add = [this, layout](widgets::Icon icon, const QString &name, bool enabled, const QString &why,
                                    const QString &what, const std::function<void(ProtocolDraft &)> &change) {
        auto *button = new Button(icon, name);
        button->setEnabled(enabled);
        if (!enabled)
            button->setToolTip(why);
        layout->addWidget(button);
        connect(button, &Button::clicked, this, [this, what, change] { changeQuestions(what, change); });
    };
    const int last = m_draft.questions() - 1;
    const bool isChoice = m_draft.questionKind(index) == QLatin1String("choice");
    const bool secondIsChoice = m_draft.questionKind(1) == QLatin1String("choice");
    const QString firstIsChoice = tr("The first question is a choice");
    const int number = index + 1;
    add(widgets::Icon::Up, tr("Move question %1 up").arg(number), index > 1 || (index == 1 && isChoice), firstIsChoice,
        tr("Question moved"), [index](ProtocolDraft &draft) { draft.moveQuestion(index, -1); });
    add(widgets::Icon::Down, tr("Move question %1 down").arg(number), index < last && (index > 0 || secondIsChoice),
        index == last ? tr("It is the last one") : firstIsChoice, tr("Question moved"),
        [index](ProtocolDraft &draft) { draft.moveQuestion(index, 1); });
    add(widgets::Icon::Close, tr("Remove question %1").arg(number), index > 0 || (last > 0 && secondIsChoice),
        firstIsChoice, tr("Question removed"), [index](ProtocolDraft &draft) { draft.removeQuestion(index); });
    return row;
}

void ProtocolForm::fill()
{
    for (FormField *field : std::as_const(m_fields)) {
        if (field->problem().isEmpty())
            field->setText(fieldText(field->field(), m_draft.value(field->field().path)));
    }
}

/// Tries what stands in the fields, all together, without taking it over.
void ProtocolForm::check()
{
    ProtocolDraft tried = m_draft;
    for (const FormField *field : std::as_const(m_fields))
        tried.set(field->field().path, fieldValue(field->field(), field->text()));
    const QHash<QString, QString> problems = tried.problems();
    for (FormField *field : std::as_const(m_fields)) {
        field->setRowProblems(rowProblems(field->field(), problems));
        field->setProblem(fieldProblem(field->field(), field->text(), problemOf(field->field(), problems)));
    }
    Q_EMIT edited();
}

void ProtocolForm::commit(FormField *field)
{
    check();
    if (!field->problem().isEmpty())
        return;
    ProtocolDraft next = m_draft;
    next.set(field->field().path, fieldValue(field->field(), field->text()));
    if (next == m_draft)
        return;
    // Two fields can be right alone and wrong together; the other one is where the reader noticed it.
    if (!next.protocol()) {
        field->setProblem(tr("This does not go together with another field that is marked."));
        return;
    }
    m_draft = next;
    Q_EMIT changed(tr("%1 changed").arg(field->field().label));
}

void ProtocolForm::changeQuestions(const QString &what, const std::function<void(ProtocolDraft &)> &change)
{
    ProtocolDraft next = m_draft;
    change(next);
    setDraft(next, m_generators);
    Q_EMIT changed(what);
}

int ProtocolForm::problemCount() const
{
    return int(std::count_if(m_fields.begin(), m_fields.end(),
                             [](const FormField *field) { return !field->problem().isEmpty(); }));
}

FormField *ProtocolForm::field(const QString &path) const
{
    for (FormField *field : m_fields) {
        if (field->field().path == path)
            return field;
    }
    return nullptr;
}

} // namespace studysetup

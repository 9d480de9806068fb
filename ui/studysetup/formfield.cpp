#include "ui/studysetup/formfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/studysetup/backgroundeditor.h"
#include "ui/studysetup/goldeditor.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using Kind = ProtocolField::Kind;

namespace {

constexpr int fieldWidth = 480;
constexpr int numberWidth = 160;
constexpr int pageLines = 4;
constexpr int wordColumns = 3;

/// The fill and border of a field around an editor of several lines, which has none in this style.
class FieldBox : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const widgets::Tokens &t = widgets::tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.controlBorder, 1));
        painter.setBrush(t.control);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                                metrics::controlRadius);
    }
};

} // namespace

FormField::FormField(const ProtocolField &field, const widgets::StudyPtr &study, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_note(new widgets::Label(field.note, widgets::TextRole::Small, widgets::Ink::Text3))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space4);
    QWidget *made = makeControl(study);
    if (field.kind != Kind::Flag) {
        auto *label = new widgets::Label(field.label, widgets::TextRole::Body, widgets::Ink::Text2);
        label->setBuddy(control());
        layout->addWidget(label);
    }
    layout->addWidget(made, 0, Qt::AlignLeft);
    m_note->setWordWrap(true);
    m_note->setFixedWidth(widgets::scaled(fieldWidth));
    layout->addWidget(m_note);
    showNote();
    setMaximumWidth(widgets::scaled(fieldWidth));
}

QWidget *FormField::control() const
{
    if (m_line)
        return m_line;
    if (m_page)
        return m_page;
    if (m_choice)
        return m_choice;
    if (m_rows)
        return m_rows;
    return m_boxes.isEmpty() ? nullptr : m_boxes.first();
}

QWidget *FormField::makeRows(const widgets::StudyPtr &study)
{
    if (m_field.kind == Kind::Gold) {
        auto *gold = new GoldEditor;
        gold->setStudy(study);
        m_rows = gold;
    } else {
        m_rows = new BackgroundEditor;
    }
    m_rows->setFixedWidth(widgets::scaled(fieldWidth));
    m_rows->setAccessibleName(m_field.label);
    connect(m_rows, &RowsEditor::edited, this, &FormField::edited);
    connect(m_rows, &RowsEditor::committed, this, &FormField::committed);
    return m_rows;
}

QWidget *FormField::makeControl(const widgets::StudyPtr &study)
{
    if (m_field.kind == Kind::Gold || m_field.kind == Kind::Background)
        return makeRows(study);
    const int width = widgets::scaled(fieldWidth);
    if (m_field.kind == Kind::Words)
        return makeWords();
    if (m_field.kind == Kind::Flag) {
        auto *box = new QCheckBox(m_field.label);
        m_boxes.append(box);
        connect(box, &QCheckBox::toggled, this, [this] {
            if (!m_filling)
                Q_EMIT committed();
        });
        return box;
    }
    if (m_field.kind == Kind::Word) {
        m_choice = new QComboBox;
        for (const ProtocolField::Choice &word : std::as_const(m_field.words))
            m_choice->addItem(word.text, word.key);
        m_choice->setFixedWidth(width);
        m_choice->setAccessibleName(m_field.label);
        // The wheel scrolls the form; a choice under the pointer must not change by it.
        m_choice->setFocusPolicy(Qt::StrongFocus);
        m_choice->installEventFilter(this);
        connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_filling)
                Q_EMIT committed();
        });
        return m_choice;
    }
    if (m_field.kind == Kind::Page) {
        m_page = new QPlainTextEdit;
        m_page->setFrameShape(QFrame::NoFrame);
        m_page->viewport()->setAutoFillBackground(false);
        m_page->setTabChangesFocus(true);
        m_page->setAccessibleName(m_field.label);
        m_page->installEventFilter(this);
        connect(m_page, &QPlainTextEdit::textChanged, this, [this] {
            if (m_filling)
                return;
            m_touched = true;
            Q_EMIT edited();
        });
        auto *box = new FieldBox;
        box->setFixedWidth(width);
        box->setFixedHeight(pageLines * widgets::lineHeight(widgets::TextRole::Body) + metrics::space12);
        auto *inside = new QVBoxLayout(box);
        inside->setContentsMargins(metrics::space4, 2, 2, 2);
        inside->addWidget(m_page);
        return box;
    }
    m_line = new QLineEdit;
    const bool isText = m_field.kind == Kind::Line || m_field.kind == Kind::List;
    m_line->setFixedWidth(isText ? width : widgets::scaled(numberWidth));
    m_line->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
    m_line->setAccessibleName(m_field.label);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_touched = true;
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (std::exchange(m_touched, false))
            Q_EMIT committed();
    });
    return m_line;
}

QWidget *FormField::makeWords()
{
    auto *area = new QWidget;
    auto *grid = new QGridLayout(area);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::space16);
    grid->setVerticalSpacing(metrics::space4);
    for (int i = 0; i < m_field.words.size(); ++i) {
        auto *box = new QCheckBox(m_field.words[i].text);
        if (m_field.words[i].fixed) {
            box->setChecked(true);
            box->setEnabled(false);
            box->setToolTip(tr("Always there"));
        }
        m_boxes.append(box);
        grid->addWidget(box, i / wordColumns, i % wordColumns, Qt::AlignLeft);
        connect(box, &QCheckBox::toggled, this, [this] {
            if (!m_filling)
                Q_EMIT committed();
        });
    }
    area->setAccessibleName(m_field.label);
    return area;
}

QString FormField::text() const
{
    if (m_line)
        return m_line->text();
    if (m_page)
        return m_page->toPlainText();
    if (m_rows)
        return m_rows->text();
    if (m_choice)
        return m_choice->currentData().toString();
    if (m_field.kind == Kind::Flag)
        return m_boxes.first()->isChecked() ? QStringLiteral("1") : QString();
    QStringList keys;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        if (m_boxes[i]->isChecked())
            keys.append(m_field.words[i].key);
    }
    return keys.join(QLatin1Char('\n'));
}

void FormField::setText(const QString &text)
{
    if (m_touched || (m_rows && m_rows->isTouched()) || text == this->text())
        return;
    m_filling = true;
    if (m_line) {
        m_line->setText(text);
    } else if (m_rows) {
        m_rows->setText(text);
    } else if (m_page) {
        m_page->setPlainText(text);
    } else if (m_choice) {
        int index = m_choice->findData(text);
        if (index < 0 && !text.isEmpty()) {
            // Written by hand in a file, and known to the reader only.
            m_choice->addItem(text, text);
            index = m_choice->count() - 1;
        }
        m_choice->setCurrentIndex(index);
    } else if (m_field.kind == Kind::Flag) {
        m_boxes.first()->setChecked(!text.isEmpty());
    } else {
        const QStringList keys = text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < m_boxes.size(); ++i)
            m_boxes[i]->setChecked(m_field.words[i].fixed || keys.contains(m_field.words[i].key));
    }
    m_filling = false;
}

void FormField::setRowProblems(const QHash<QString, QString> &problems)
{
    if (m_rows)
        m_rows->setProblems(problems);
}

void FormField::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_note->setInk(problem.isEmpty() ? widgets::Ink::Text3 : widgets::Ink::Error);
    showNote();
    if (QWidget *widget = control())
        widget->setAccessibleDescription(m_note->text());
}

void FormField::showNote()
{
    m_note->setText(m_problem.isEmpty() ? m_field.note : m_problem);
    // Fixed: a wrapped label asks for the height of another width than it gets.
    m_note->setFixedHeight(qMax(0, m_note->heightForWidth(m_note->maximumWidth())));
    m_note->setVisible(!m_note->text().isEmpty());
}

bool FormField::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_page && event->type() == QEvent::FocusOut && std::exchange(m_touched, false))
        Q_EMIT committed();
    if (object == m_choice && event->type() == QEvent::Wheel && !m_choice->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace studysetup

#include "ui/studysetup/backgroundeditor.h"

#include <utility>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;

namespace {

const QLatin1String textKey("text");
const QLatin1String answersKey("answers");

QString questionOf(const QJsonValue &question)
{
    return question.isString() ? question.toString() : question.toObject().value(textKey).toString();
}

QString answersOf(const QJsonValue &question)
{
    QStringList answers;
    const QJsonArray list = question.toObject().value(answersKey).toArray();
    for (const QJsonValue &answer : list)
        answers.append(answer.toString());
    return answers.join(QStringLiteral("; "));
}

QLineEdit *makeField(const QString &name, const QString &placeholder)
{
    auto *field = new QLineEdit;
    field->setAccessibleName(name);
    field->setPlaceholderText(placeholder);
    field->setTextMargins(metrics::iconGap, 0, metrics::iconGap, 0);
    return field;
}

} // namespace

BackgroundEditor::BackgroundEditor(QWidget *parent)
    : RowsEditor(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new Button(tr("Add question about the person")))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::space12);
    m_add->setGlyph(widgets::Icon::Plus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &Button::clicked, this, [this] {
        QJsonArray questions = value();
        questions.append(QString());
        rebuild(questions);
        Q_EMIT edited(); // an empty question is no question yet
        m_rows.last().question->setFocus(Qt::OtherFocusReason);
    });
}

BackgroundEditor::Row BackgroundEditor::makeRow(const QJsonValue &question, int index, int count)
{
    Row row;
    row.original = question;
    row.box = new QWidget;
    auto *column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space4);
    row.question = makeField(tr("Question %1 about the person").arg(index + 1), tr("Question, such as Art training"));
    row.question->setText(questionOf(question));
    row.answers = makeField(tr("Answers to question %1").arg(index + 1),
                            tr("Answers to choose from, separated by ; – empty: free text"));
    row.answers->setText(answersOf(question));
    row.problem = new widgets::Label({}, widgets::TextRole::Small, widgets::Ink::Error);
    row.problem->hide();
    auto *first = new QHBoxLayout;
    first->setSpacing(0);
    first->addWidget(row.question, 1);
    const auto add = [&](widgets::Icon icon, const QString &name, bool enabled, auto alter) {
        auto *button = new Button(icon, name);
        button->setEnabled(enabled);
        first->addWidget(button);
        connect(button, &Button::clicked, this, [this, alter] {
            QJsonArray questions = value();
            alter(questions);
            change(questions);
        });
    };
    const auto swap = [](QJsonArray &questions, int a, int b) {
        const QJsonValue kept = questions.at(a);
        questions[a] = questions.at(b);
        questions[b] = kept;
    };
    add(widgets::Icon::Up, tr("Move question %1 about the person up").arg(index + 1), index > 0,
        [index, swap](QJsonArray &questions) { swap(questions, index, index - 1); });
    add(widgets::Icon::Down, tr("Move question %1 about the person down").arg(index + 1), index + 1 < count,
        [index, swap](QJsonArray &questions) { swap(questions, index, index + 1); });
    add(widgets::Icon::Close, tr("Remove question %1 about the person").arg(index + 1), true,
        [index](QJsonArray &questions) { questions.removeAt(index); });
    column->addLayout(first);
    column->addWidget(row.answers);
    column->addWidget(row.problem);
    for (QLineEdit *field : {row.question, row.answers}) {
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_touched = true;
            Q_EMIT edited();
        });
        connect(field, &QLineEdit::editingFinished, this, [this] {
            if (std::exchange(m_touched, false))
                Q_EMIT committed();
        });
    }
    return row;
}

void BackgroundEditor::rebuild(const QJsonArray &questions)
{
    for (const Row &row : std::as_const(m_rows)) {
        row.box->hide();
        row.box->deleteLater(); // one of its buttons may be what asks for this
    }
    m_rows.clear();
    for (int i = 0; i < questions.size(); ++i) {
        m_rows.append(makeRow(questions.at(i), i, int(questions.size())));
        m_layout->insertWidget(i, m_rows.last().box);
    }
    m_layout->removeWidget(m_add);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
}

void BackgroundEditor::change(const QJsonArray &questions)
{
    rebuild(questions);
    m_touched = false;
    Q_EMIT committed();
}

QJsonArray BackgroundEditor::value() const
{
    QJsonArray questions;
    for (const Row &row : m_rows) {
        QJsonArray answers;
        for (const QString &answer : row.answers->text().split(QLatin1Char(';'))) {
            if (!answer.trimmed().isEmpty())
                answers.append(answer.trimmed());
        }
        const QString asked = row.question->text().trimmed();
        if (answers.isEmpty() && !row.original.isObject()) {
            questions.append(asked);
            continue;
        }
        QJsonObject question = row.original.toObject();
        question[textKey] = asked;
        question[answersKey] = answers;
        questions.append(question);
    }
    return questions;
}

QString BackgroundEditor::text() const
{
    return QString::fromUtf8(QJsonDocument(value()).toJson(QJsonDocument::Compact));
}

void BackgroundEditor::setText(const QString &text)
{
    rebuild(QJsonDocument::fromJson(text.toUtf8()).array());
}

void BackgroundEditor::setProblems(const QHash<QString, QString> &problems)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        QString said;
        const QString at = QStringLiteral("[%1]").arg(i);
        for (auto problem = problems.begin(); problem != problems.end(); ++problem) {
            if (!problem.key().startsWith(at))
                continue;
            if (row.question->text().trimmed().isEmpty())
                said = tr("Write the question, or remove it.");
            else if (problem.key().contains(answersKey))
                said = tr("An answer is longer than the file allows: %1.").arg(*problem);
            else
                said = tr("This question %1.").arg(*problem);
        }
        row.problem->setText(said);
        row.problem->setVisible(!said.isEmpty());
        row.question->setAccessibleDescription(said);
    }
}

} // namespace studysetup

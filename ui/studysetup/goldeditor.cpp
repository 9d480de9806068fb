#include "ui/studysetup/goldeditor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

#include "ui/studysetup/goldpicker.h"
#include "ui/studysetup/picturetile.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

namespace studysetup {

namespace metrics = widgets::metrics;
using widgets::Button;

namespace {

constexpr int tileSide = 60;

} // namespace

GoldEditor::GoldEditor(QWidget *parent)
    : RowsEditor(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new Button(tr("Add gold pair…")))
    , m_picker(new GoldPicker)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::space8);
    m_layout->addWidget(m_picker);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setGlyph(widgets::Icon::Plus);
    m_add->setObjectName(QStringLiteral("addGold"));
    m_picker->hide();
    connect(m_add, &Button::clicked, this, [this] {
        m_add->hide();
        m_picker->show();
        m_picker->open();
    });
    connect(m_picker, &GoldPicker::left, this, [this] {
        m_picker->hide();
        m_add->show();
        m_add->setFocus(Qt::OtherFocusReason);
    });
    connect(m_picker, &GoldPicker::picked, this, [this](const trials::GoldPair &pair) {
        change(QList(m_pairs) << pair);
        m_picker->open(); // the next one
    });
}

GoldEditor::~GoldEditor() = default;

void GoldEditor::setStudy(const widgets::StudyPtr &study)
{
    m_study = study;
    m_cache = study ? std::make_unique<widgets::PictureCache>(study) : nullptr;
    if (m_cache)
        m_cache->followScreenOf(this);
    m_picker->setStudy(study, m_cache.get());
    readFacts();
}

QString GoldEditor::text() const
{
    QJsonArray gold;
    for (const trials::GoldPair &pair : m_pairs)
        gold.append(QJsonObject{{QStringLiteral("prompt_group"), pair.promptGroup},
                                {QStringLiteral("better"), pair.better},
                                {QStringLiteral("worse"), pair.worse}});
    return QString::fromUtf8(QJsonDocument(gold).toJson(QJsonDocument::Compact));
}

void GoldEditor::setText(const QString &text)
{
    QList<trials::GoldPair> pairs;
    const QJsonArray entries = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &entry : entries) {
        const QJsonObject pair = entry.toObject();
        pairs.append({pair.value(QLatin1String("prompt_group")).toString(),
                      pair.value(QLatin1String("better")).toString(), pair.value(QLatin1String("worse")).toString()});
    }
    if (pairs == m_pairs && m_rows.size() == pairs.size())
        return;
    m_pairs = pairs;
    readFacts();
}

void GoldEditor::change(const QList<trials::GoldPair> &pairs)
{
    m_pairs = pairs;
    readFacts();
    Q_EMIT committed();
}

void GoldEditor::readFacts()
{
    m_facts.clear();
    rebuild();
    if (!m_study || m_pairs.isEmpty())
        return;
    const int request = ++m_request;
    m_reading = true;
    m_study->run(
        this, [pairs = m_pairs](storage::Database &database) { return goldFacts(database, pairs); },
        [this, request](const base::Result<QList<GoldFacts>> &facts) {
            if (request != m_request)
                return;
            m_reading = false;
            m_facts = facts.value_or(QList<GoldFacts>());
            rebuild();
        });
}

void GoldEditor::rebuild()
{
    for (QWidget *row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater(); // its button may be what asks for this
    }
    m_rows.clear();
    for (int i = 0; i < m_pairs.size(); ++i) {
        m_rows.append(makeRow(i));
        m_layout->insertWidget(i, m_rows.last());
    }
}

QString GoldEditor::problemAt(int index) const
{
    if (index < m_facts.size()) {
        const GoldFacts &facts = m_facts[index];
        const trials::GoldPair &pair = m_pairs[index];
        if (!facts.hasPrompt)
            return tr("The study has no prompt group “%1”. Import it, or remove the pair.").arg(pair.promptGroup);
        if (facts.better.uid.isEmpty() || facts.worse.uid.isEmpty())
            return tr("The prompt has no picture “%1”. Import it, or remove the pair.")
                .arg((facts.better.uid.isEmpty() ? pair.better : pair.worse).left(16));
    }
    for (auto problem = m_problems.begin(); problem != m_problems.end(); ++problem) {
        if (problem.key().startsWith(QStringLiteral("[%1]").arg(index)))
            return QStringLiteral("%1 %2.").arg(problem.key().section(QLatin1Char('.'), -1), *problem);
    }
    return {};
}

QWidget *GoldEditor::makeRow(int index)
{
    const bool known = index < m_facts.size();
    const GoldFacts facts = known ? m_facts[index] : GoldFacts();
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space8);
    const auto addTile = [&](const GoldPicture &picture, const QString &what) {
        auto *tile = new PictureTile(m_cache.get(), picture.asset, what, widgets::scaled(tileSide));
        tile->setToolTip(QStringLiteral("%1: %2").arg(what, picture.title));
        tile->setAccessibleName(tile->toolTip());
        tile->setFocusPolicy(Qt::NoFocus); // it shows, it does not do
        tile->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(tile, 0, Qt::AlignTop);
    };
    addTile(facts.better, tr("better"));
    addTile(facts.worse, tr("worse"));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    const auto addLine = [&](const QString &text, widgets::TextRole role, widgets::Ink ink) {
        auto *label = new widgets::Label(text, role, ink);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        words->addWidget(label);
    };
    constexpr int mostText = 90;
    const QString prompt = known ? facts.prompt : m_pairs[index].promptGroup;
    addLine(prompt.size() > mostText ? prompt.left(mostText) + QChar(0x2026) : prompt, widgets::TextRole::Small,
            widgets::Ink::Text);
    const QString problem = problemAt(index);
    if (!problem.isEmpty())
        addLine(problem, widgets::TextRole::Small, widgets::Ink::Error);
    else if (known)
        addLine(tr("%1 over %2").arg(facts.better.title, facts.worse.title), widgets::TextRole::Small,
                widgets::Ink::Text3);
    words->addStretch();
    layout->addLayout(words, 1);
    auto *remove = new Button(widgets::Icon::Close, tr("Remove gold pair %1").arg(index + 1));
    layout->addWidget(remove, 0, Qt::AlignTop);
    connect(remove, &Button::clicked, this, [this, index] {
        QList<trials::GoldPair> pairs = m_pairs;
        pairs.removeAt(index);
        change(pairs);
    });
    return row;
}

void GoldEditor::setProblems(const QHash<QString, QString> &problems)
{
    if (problems == m_problems)
        return;
    m_problems = problems;
    rebuild();
}

} // namespace studysetup

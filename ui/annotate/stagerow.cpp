#include "ui/annotate/stagerow.h"

#include <QLineEdit>
#include <QPainter>

#include "ui/annotate/keymap.h"
#include "ui/widgets/button.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace annotate {

using widgets::Button;
using widgets::Ink;
using widgets::Label;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {

constexpr int commentWidth = 392;
constexpr int savedGap = 101;
constexpr int longestComment = 2000;

class IconLabel : public QWidget
{
public:
    IconLabel(widgets::Icon icon, QWidget *parent)
        : QWidget(parent)
        , m_icon(icon)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        widgets::paintIcon(&painter, m_icon, rect(), metrics::fieldIcon, widgets::tokens().text3);
    }

private:
    widgets::Icon m_icon;
};

} // namespace

StageRow::StageRow(QWidget *parent)
    : QWidget(parent)
    , m_undo(new Button(tr("Undo"), Button::Kind::Flat, this))
    , m_comment(new QLineEdit(this))
    , m_commentCap(nullptr)
    , m_saved(new Label({}, TextRole::Small, Ink::Text3, widgets::Weight::Regular, this))
    , m_savedIcon(new IconLabel(widgets::Icon::Lock, this))
    , m_legend(new KeyRow(this))
    , m_done(new Button(tr("Done"), Button::Kind::Outlined, this))
{
    m_undo->setGlyph(widgets::Icon::Undo);
    for (Button *button : {m_undo, m_done}) {
        button->setControlHeight(metrics::annotateControl);
        widgets::FocusRing::setNeutral(button);
    }
    m_comment->setPlaceholderText(tr("Why? A few words, optional"));
    m_comment->setAccessibleName(tr("Why"));
    m_comment->setMaxLength(longestComment);
    widgets::FocusRing::setNeutral(m_comment);
    connect(m_undo, &Button::clicked, this, [this] { Q_EMIT actionTriggered(QStringLiteral("undo")); });
    connect(m_done, &Button::clicked, this, [this] { Q_EMIT actionTriggered(QStringLiteral("done")); });
    connect(m_comment, &QLineEdit::returnPressed, this, &StageRow::leaveComment);
    m_commentCap = new widgets::KeyCap({}, m_comment);
    m_commentCap->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void StageRow::setKeys(const KeyMap &keys, const QList<KeyRow::Item> &legend)
{
    m_undo->setKeyCap(keys.cap(QStringLiteral("undo")));
    m_done->setKeyCap(keys.cap(QStringLiteral("done")));
    m_commentCap->setText(keys.cap(QStringLiteral("comment")));
    m_legend->setItems(legend + QList<KeyRow::Item>{{{keys.cap(QStringLiteral("help"))}, tr("Help")}});
    place();
}

void StageRow::setColumn(int left, int width)
{
    m_left = left;
    m_width = width;
    place();
}

void StageRow::setSaved(const QString &saved)
{
    m_saved->setText(saved.isEmpty() ? QString() : tr("Preference saved: %1").arg(saved));
    place();
}

void StageRow::setUndoEnabled(bool enabled)
{
    m_undo->setEnabled(enabled);
}

void StageRow::setAnswersEnabled(bool enabled)
{
    m_done->setEnabled(enabled);
    m_comment->setEnabled(enabled);
}

QString StageRow::comment() const
{
    return m_comment->text().trimmed();
}

void StageRow::clearComment()
{
    m_comment->clear();
}

void StageRow::editComment()
{
    m_comment->setFocus(Qt::ShortcutFocusReason);
}

bool StageRow::isEditingComment() const
{
    return m_comment->hasFocus();
}

void StageRow::leaveComment()
{
    m_comment->clearFocus();
}

void StageRow::setCommentName(const QString &objectName)
{
    m_comment->setObjectName(objectName);
}

void StageRow::place()
{
    if (m_width <= 0)
        return;
    const QSize undo = m_undo->sizeHint();
    m_undo->setGeometry(m_left, 0, undo.width(), height());
    const QSize done = m_done->sizeHint();
    const int right = m_left + m_width;
    m_done->setGeometry(right - done.width(), 0, done.width(), height());
    const QSize legend = m_legend->sizeHint();
    m_legend->setGeometry(right - done.width() - metrics::space16 - legend.width(), 0, legend.width(), height());
    const int commentLeft = m_left + undo.width() + metrics::space8;
    const int room = m_legend->x() - metrics::space16 - commentLeft;
    m_comment->setGeometry(commentLeft, 0, qMin(commentWidth, room), height());
    const QSize cap = m_commentCap->sizeHint();
    m_commentCap->setGeometry(m_comment->width() - cap.width() - metrics::space8, (height() - cap.height()) / 2,
                              cap.width(), cap.height());
    m_comment->setTextMargins(metrics::space4, 0, cap.width() + metrics::space12, 0);
    const int icon = metrics::fieldIcon;
    const int savedWidth = m_saved->sizeHint().width();
    const int savedRoom = m_legend->x() - m_comment->geometry().right() - icon - metrics::space32;
    const bool fits = !m_saved->text().isEmpty() && savedWidth <= savedRoom;
    m_saved->setVisible(fits);
    m_savedIcon->setVisible(fits);
    const int savedLeft =
        m_comment->geometry().right() + 1 + qMin(savedGap, qMax(metrics::space16, savedRoom - savedWidth));
    m_savedIcon->setGeometry(savedLeft, 0, icon, height());
    m_saved->setGeometry(savedLeft + icon + metrics::iconGap, 0, savedWidth, height());
}

void StageRow::resizeEvent(QResizeEvent *)
{
    place();
}

} // namespace annotate

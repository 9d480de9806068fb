#pragma once

#include <functional>

#include <QWidget>

#include "ui/studysetup/studyfacts.h"
#include "ui/widgets/place.h"

namespace widgets {
class BarRow;
}

namespace studysetup {

/// Takes a change back; runs on a pool thread.
using UndoChange = std::function<base::Result<void>(storage::Database &)>;

/// One page of Study.
class Page : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Page)

public:
    explicit Page(QWidget *parent = nullptr)
        : QWidget(parent)
    {
    }

    /// Key of the page in targets and settings: "import".
    virtual QString key() const = 0;
    virtual QString title() const = 0;
    virtual void setStudy(const widgets::StudyPtr &study) { m_study = study; }
    /// The study as it is now; again after every change.
    virtual void setFacts(const StudyFacts &facts) = 0;
    /// The page became the visible one.
    virtual void activate() {}
    /// What the page puts into the top bar.
    virtual void fillBar(widgets::BarRow *bar) { Q_UNUSED(bar) }
    virtual QString statusText() const { return {}; }
    /// Ctrl+Enter: what the page's main button does, if it can be pressed.
    virtual void act() {}
    virtual bool isSettled() const { return true; }

Q_SIGNALS:
    void settledChanged();
    void statusTextChanged();
    /// `what` names the change ("12 pictures imported"), `undo` takes it back.
    void changeMade(const QString &what, const studysetup::UndoChange &undo);
    void failed(const QString &message);
    void placeRequested(widgets::PlaceId place, const widgets::Target &target);

protected:
    const widgets::StudyPtr &study() const { return m_study; }

private:
    widgets::StudyPtr m_study;
};

} // namespace studysetup

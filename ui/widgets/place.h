#pragma once

#include <optional>

#include <QList>
#include <QStringList>
#include <QWidget>

#include "core/study/ids.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/studyhandle.h"

class QSettings;

namespace widgets {

class BarRow;

/// The pages of the window. Welcome is shown while no study is open and has no place in the rail.
enum class PlaceId { Welcome, Annotate, Compare, Gallery, Disagreement, Scorers, Study, Preferences };

/// "annotate", "compare", …: key of settings and name of the tour's pictures.
QString toText(PlaceId place);
std::optional<PlaceId> placeFromText(const QString &text);

/// What another place is asked to show; every part may be empty.
struct Target
{
    study::PromptGroupId group;
    QList<study::PictureId> pictures;
    QString page;      ///< of Study: "import", "export", …
    QStringList files; ///< of Study's import: what was dropped
};

/// One line of the F1 legend.
struct KeyHelp
{
    QString group;
    QString key; ///< as painted on a key cap, parts separated by spaces
    QString action;
};

/// One place of the window. Made by the shell, told about study and visibility, asked for its bars.
class Place : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Place)

public:
    explicit Place(QWidget *parent = nullptr)
        : QWidget(parent)
    {
    }

    virtual PlaceId id() const = 0;
    /// As in the rail.
    virtual QString title() const = 0;
    virtual Icon icon() const = 0;

    /// Null when the study was closed. Must return at once: whatever needs the file is a job of the handle.
    virtual void setStudy(const StudyPtr &study) = 0;
    /// The place became the visible one.
    virtual void activate() {}
    /// Another place becomes visible, or the window closes.
    virtual void deactivate() {}
    virtual void show(const Target &target) { Q_UNUSED(target) }
    using QWidget::show;

    /// Fills the top bar behind the study's name, once; owned controls stay alive as long as the place.
    virtual void fillTopBar(BarRow *bar) { Q_UNUSED(bar) }
    virtual bool hasTopBar() const { return true; }
    virtual bool hasStatusLine() const { return true; }
    /// Left part of the status line.
    virtual QString statusText() const { return {}; }
    /// Lines of the F1 legend.
    virtual QList<KeyHelp> keys() const { return {}; }
    /// True: the place shows its own help on F1, and the shell's legend stays away.
    virtual bool hasOwnHelp() const { return false; }

    /// Nothing is being loaded or computed for what is visible: the tour may take its picture.
    virtual bool isSettled() const { return true; }

    /// Splitters, columns, sort; called inside a group of its own.
    virtual void saveState(QSettings &settings) const { Q_UNUSED(settings) }
    virtual void restoreState(QSettings &settings) { Q_UNUSED(settings) }

Q_SIGNALS:
    void statusTextChanged();
    void settledChanged();
    /// Asks the shell to show another place.
    void placeRequested(widgets::PlaceId place, const widgets::Target &target);
    /// Asks the shell to open a study file, or (empty) to ask the user for one.
    void studyRequested(const QString &path);
    /// Asks the shell for a new study; with files: the import page opens with them.
    void newStudyRequested(const QStringList &files);
    /// A change that Ctrl+Z takes back is named in the status line for 8 s ("12 pictures imported").
    void changeMade(const QString &what);
};

} // namespace widgets

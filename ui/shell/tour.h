#pragma once

#include <functional>
#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/base/result.h"
#include "ui/shell/tourcopy.h"
#include "ui/widgets/place.h"

namespace shell {

class MainWindow;

/// What a tour is to do.
struct TourOptions
{
    QString study;
    QString folder;            ///< made when it is missing; pictures of the same names are replaced
    QSize size{1440, 900};     ///< of every picture, in pixels; not below MainWindow's minimum
    int stepTimeoutMs = 60000; ///< for one place to settle
};

/// Visits every place of the window and writes one PNG per place: for the user guide, and to look at all places at
/// once. A step does something, waits until the place says that nothing is being loaded, and takes the picture. The
/// study is a copy; nothing is written into the one that was given.
class Tour : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tour)

public:
    /// `window` has no study and is not shown yet.
    Tour(MainWindow *window, const TourOptions &options, QObject *parent = nullptr);
    ~Tour() override;

    void start();
    /// Names of the pictures, in order, without folder.
    QStringList pictureNames() const;

Q_SIGNALS:
    /// A picture is on disk.
    void pictureWritten(const QString &file, int done, int total);
    void finished();
    /// Errors: those of opening a study, "tour.size", "tour.folder", "tour.timeout", "tour.write".
    void failed(const base::Error &error);

private:
    struct Step
    {
        QString name; ///< of the picture, without suffix; empty: none is taken
        std::function<void()> go;
        std::function<bool()> ready; ///< beside the place's own word; may be empty
    };

    void addSteps();
    void addAnnotateSteps();
    void addStudySteps();
    void addPlace(const QString &name, widgets::PlaceId place, const widgets::Target &target = {});
    void addKeys(const QString &name, const QList<QKeyCombination> &keys);
    base::Result<void> prepare();
    void runStep();
    void look();
    base::Result<void> writePicture(const QString &name);
    void press(QKeyCombination key);
    void lassoPairs();
    void fail(const base::Error &error);

    MainWindow *m_window;
    TourOptions m_options;
    std::optional<TourCopy> m_copy;
    QList<Step> m_steps;
    qsizetype m_step = 0;
    int m_written = 0;
    int m_calmLooks = 0; ///< looks in a row at which everything was settled
    QElapsedTimer m_sinceStep;
    QTimer m_look;
};

} // namespace shell

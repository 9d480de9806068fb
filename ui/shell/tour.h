#pragma once

#include <functional>
#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/base/result.h"
#include "ui/shell/heldpools.h"
#include "ui/shell/tourcopy.h"
#include "ui/widgets/place.h"

namespace annotate {
class AnnotateController;
}
namespace storage {
class Transaction;
}

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

/// Visits every place of the window, with a study, while it is read, with an empty one and with a damaged one, and
/// writes one PNG per sight: for the user guide, and to look at all of them at once. A step does something, waits until
/// the place says that nothing is being loaded, and takes the picture. The studies are copies; nothing is written into
/// the one that was given.
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
    /// Errors: those of opening a study, "tour.size", "tour.folder", "tour.copy", "tour.timeout", "tour.write".
    void failed(const base::Error &error);

private:
    struct Step
    {
        QString name; ///< of the picture, without suffix; empty: none is taken
        std::function<void()> go;
        std::function<bool()> ready = {}; ///< beside the place's own word; may be empty
        bool loads = false;               ///< shows a place at work: taken after a while, settled or not
        bool fails = false;               ///< opening a study fails, as it should
    };

    /// A study of the tour's own, made when its part of the tour begins.
    struct Copy
    {
        std::optional<TourCopy> study;
        QString path() const { return study ? study->path() : QString(); }
    };

    // What is visited: toursteps.cpp.
    void addSteps();
    void addOpening(Copy *copy, const std::function<base::Result<TourCopy>()> &make);
    void addFullSteps();
    void addAnnotateSteps();
    void addLoadingSteps();
    void addLoadingPair();
    void addEmptySteps();
    void addErrorSteps();
    void addGoldPicker();
    void addStudySteps(const QString &suffix, bool loads);
    void addPlace(const QString &name, widgets::PlaceId place, const widgets::Target &target = {});
    void addKeys(const QString &name, const QList<QKeyCombination> &keys);
    void addWords(const QString &name, const QString &words);
    annotate::AnnotateController *judging() const;
    void press(QKeyCombination key);
    void lassoPairs();
    void holdPools();
    void importFile(const QString &name, const QByteArray &bytes);
    void lockStudy();

    base::Result<void> prepare();
    void runStep();
    void look();
    base::Result<void> writePicture(const QString &name);
    void fail(const base::Error &error);

    MainWindow *m_window;
    TourOptions m_options;
    Copy m_full;
    Copy m_empty;
    Copy m_damaged;
    HeldPools m_held;
    std::unique_ptr<storage::Database> m_otherWriter; ///< keeps the study locked for an answer that is not saved
    std::unique_ptr<storage::Transaction> m_lock;
    QList<Step> m_steps;
    qsizetype m_step = 0;
    int m_written = 0;
    int m_calmLooks = 0; ///< looks in a row at which everything was as the step wants it
    QElapsedTimer m_sinceStep;
    QTimer m_look;
};

} // namespace shell

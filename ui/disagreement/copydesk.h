#pragma once

#include <functional>
#include <optional>

#include <QObject>

#include "ui/disagreement/plot.h"
#include "ui/widgets/studyhandle.h"

class QMenu;

namespace disagreement {

/// One plot or table, ready to be handed out.
struct PlotCopy
{
    QString name; ///< for the file, without suffix
    FigureText text{};
    FigurePainter paint{}; ///< none: values only
    ValueSource values{};
};

/// Hands copies of plots and tables out, to files and to the clipboard. Plots paint themselves on the UI thread; values
/// are made, pictures encoded and files written on a pool thread.
class CopyDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyDesk)

public:
    using Source = std::function<PlotCopy()>;

    /// `parent` is the window's widget that file dialogs belong to.
    explicit CopyDesk(QWidget *parent);

    void setStudy(const widgets::StudyPtr &study) { m_study = study; }
    /// Everything that can be done with a copy, as entries of a menu. The copy is made when an entry is chosen.
    void fill(QMenu *menu, const Source &source);
    /// Picture and values at once: programs take what they understand.
    void toClipboard(const PlotCopy &copy);
    /// Nothing is on its way to a file or the clipboard.
    bool isSettled() const { return m_running == 0; }

Q_SIGNALS:
    /// A file could not be written; the line says why.
    void failed(const QString &line);
    void saved(const QString &path);
    void settledChanged();

private:
    void save(const PlotCopy &copy, std::optional<FigureFormat> format);
    void copyValues(const ValueSource &values, const QImage &picture);

    QWidget *m_window;
    widgets::StudyPtr m_study;
    int m_running = 0;
};

} // namespace disagreement

#pragma once

#include <functional>

#include <QJsonObject>
#include <QList>
#include <QString>

namespace bench {

/// Repeated times of one thing, in milliseconds.
class Times
{
public:
    /// Runs `work` and keeps how long it took.
    void measure(const std::function<void()> &work);
    void add(double ms) { m_ms.append(ms); }

    double median() const { return quantile(0.5); }
    double p95() const { return quantile(0.95); }
    qsizetype count() const { return m_ms.size(); }

private:
    double quantile(double share) const;

    QList<double> m_ms;
};

/// One line of the report: our figure, the peer's figure of the same run, and ours divided by the peer's.
struct Line
{
    QString what;
    double ours = 0;
    QString peer; ///< what the peer is
    double theirs = 0;
    QString unit; ///< "ms", "MB" or "pictures/s"
};

/// What a benchmark needs from outside.
struct Setting
{
    QString folder;   ///< where studies and pictures are put: the disk that is measured
    QString programs; ///< the folder with our programs
};

using Bench = std::function<QList<Line>(const Setting &)>;

// One file each.
QList<Line> benchVotes(const Setting &setting);
QList<Line> benchStarts(const Setting &setting);
QList<Line> benchImport(const Setting &setting);
QList<Line> benchScores(const Setting &setting);
QList<Line> benchBulk(const Setting &setting);
QList<Line> benchGallery(const Setting &setting);
QList<Line> benchHistory(const Setting &setting);
QList<Line> benchStatistics(const Setting &setting);
QList<Line> benchStudyStatistics(const Setting &setting);
QList<Line> benchMerge(const Setting &setting);
QList<Line> benchSearch(const Setting &setting);

/// Ends the program with a message: a benchmark of something that fails measures nothing.
[[noreturn]] void giveUp(const QString &message);

/// The JSON document that dissensus-cli prints.
QJsonObject runCli(const Setting &setting, const QStringList &arguments);

/// A votes file as another program would leave it: `count` votes on 2,000 pairs, 10,000 for each annotator. Ids begin
/// with `tag`, annotators' codes too.
QString writeVotes(const QString &path, int count, const QByteArray &tag = {});

/// Paints `count` different photographs-like JPEG pictures of `side` pixels into folder/GENERATOR and their
/// prompts.csv. Returns their paths.
QStringList paintPictures(const QString &folder, int count, int side);

} // namespace bench

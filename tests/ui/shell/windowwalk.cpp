#include "tests/ui/shell/windowwalk.h"

#include <QColor>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/support/votedstudy.h"

namespace support {

using widgets::PlaceId;

namespace {

constexpr int groups = 6;
constexpr int people = 12;
constexpr int settleMs = 30000;

} // namespace

const QList<Stop> &everyStop()
{
    static const QList<Stop> stops{{"annotate", PlaceId::Annotate},
                                   {"compare", PlaceId::Compare},
                                   {"gallery", PlaceId::Gallery},
                                   {"disagreement", PlaceId::Disagreement},
                                   {"scorers", PlaceId::Scorers},
                                   {"study overview", PlaceId::Study, "overview"},
                                   {"study import", PlaceId::Study, "import"},
                                   {"study protocol", PlaceId::Study, "protocol"},
                                   {"study annotators", PlaceId::Study, "annotators"},
                                   {"study quality", PlaceId::Study, "quality"},
                                   {"study export", PlaceId::Study, "export"},
                                   {"preferences", PlaceId::Preferences}};
    return stops;
}

WindowWalk::WindowWalk(bool withStudy)
{
    QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    if (withStudy)
        writeStudy();
    m_window = std::make_unique<shell::MainWindow>();
    m_window->show();
    if (!withStudy)
        return;
    QSignalSpy opened(m_window.get(), &shell::MainWindow::studyOpened);
    m_window->openStudy(m_study);
    if (!QTest::qWaitFor([&opened] { return !opened.isEmpty(); }, settleMs))
        qFatal("the study does not open");
}

WindowWalk::~WindowWalk() = default;

void WindowWalk::writeStudy()
{
    m_study = m_folder.file(QStringLiteral("walk.dissensus"));
    VotedStudy study(m_study);
    const QStringList generators{QStringLiteral("Lumen"), QStringLiteral("Lumen Aligned"), QStringLiteral("Papercut")};
    for (int group = 0; group < groups; ++group) {
        const QString key = QStringLiteral("scene-%1").arg(group);
        const study::Prompt prompt = study.addPrompt(
            key, QStringLiteral("original"),
            QStringLiteral("A quiet harbour at dawn with %1 boats and a lighthouse in the fog").arg(group + 2),
            QStringLiteral("Harbours"));
        QList<study::PictureId> pictures;
        for (int i = 0; i < generators.size(); ++i) {
            pictures += study.addPicture(prompt, generators[i], QColor(40 * group, 70 * i, 120));
            study.addScore(QStringLiteral("colorfulness"), pictures.last(), nullptr, 10.5 + 7 * i - group);
            study.addScore(QStringLiteral("import:hps-v3"), pictures.last(), &prompt, 9.25 - 3 * i + group);
        }
        for (int person = 0; person < people; ++person)
            study.addVote(QStringLiteral("A%1").arg(person + 1, 2, 10, QLatin1Char('0')), prompt, pictures[0],
                          pictures[1 + person % 2], person % 3 == 0 ? study::PictureId() : pictures[person % 2]);
    }
}

bool WindowWalk::waitUntilSettled()
{
    return QTest::qWaitFor([this] { return m_window->isSettled(); }, settleMs);
}

bool WindowWalk::visit(const Stop &stop)
{
    // As an event of the loop, like a click: what it costs is measured with the others.
    QMetaObject::invokeMethod(
        m_window.get(),
        [this, &stop] {
            m_window->showPlace(stop.place, {{}, {}, QLatin1String(stop.page), {}});
        },
        Qt::QueuedConnection);
    if (!QTest::qWaitFor([this, &stop] { return m_window->currentPlace()->id() == stop.place; }, settleMs))
        return false;
    QCoreApplication::processEvents();
    // Layout and posted repaints of what arrived last take another turn of the event loop.
    for (int calm = 0; calm < 3; ++calm) {
        if (!waitUntilSettled())
            return false;
        QCoreApplication::processEvents();
    }
    return true;
}

} // namespace support

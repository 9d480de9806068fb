#include "core/trials/unblindedhelper.h"

#include <unistd.h>

#include <QMutexLocker>

#include "core/trials/helpermessages.h"
#include "core/trials/helperprocess.h"
#include "core/trials/unblindedstudy.h"

namespace trials {

namespace {

tl::unexpected<base::Error> helperGone()
{
    return base::fail(QStringLiteral("annotate.helper"), QStringLiteral("the program's own helper does not run"),
                      QStringLiteral("Start again; if it happens again, install Dissensus anew"));
}

/// A protocol that cannot be planned names generators and pictures in its message; the annotator is told less.
base::Result<Seat> blindSeat(base::Result<Seat> seat)
{
    if (!seat && seat.error().code.startsWith(QLatin1String("protocol."))
        && seat.error().code != QLatin1String("protocol.unsupported"))
        return base::fail(seat.error().code, QStringLiteral("the study's protocol does not fit its pictures"),
                          QStringLiteral("Tell the owner of the study"));
    return seat;
}

bool answerPixels(HelperSocket &socket, UnblindedStudy &study, const HelperRequest &request)
{
    const auto image = study.pixels(request.asset, request.within);
    return socket.write(toBytes(image)) && (!image || socket.writeRaw(image->constBits(), image->sizeInBytes()));
}

} // namespace

UnblindedHelper::UnblindedHelper(const QStringList &command, const QString &studyPath)
    : m_command(command)
    , m_path(studyPath)
{
}

UnblindedHelper::~UnblindedHelper() = default;

base::Result<std::unique_ptr<HelperProcess>> UnblindedHelper::takeHelper()
{
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_idle.empty()) {
            auto helper = std::move(m_idle.back());
            m_idle.pop_back();
            return helper;
        }
    }
    auto helper = HelperProcess::start(m_command);
    HelperRequest request;
    request.study = m_path;
    QByteArray answer;
    if (!helper || !helper->socket().write(toBytes(request)) || !helper->socket().read(&answer))
        return helperGone();
    BASE_TRY(doneFromBytes(answer));
    return helper;
}

void UnblindedHelper::giveBack(std::unique_ptr<HelperProcess> helper)
{
    const QMutexLocker lock(&m_mutex);
    m_idle.push_back(std::move(helper));
}

base::Result<void> UnblindedHelper::open()
{
    BASE_TRY_ASSIGN(helper, takeHelper());
    giveBack(std::move(helper));
    return {};
}

base::Result<Seat> UnblindedHelper::seat(const SessionOwner &owner)
{
    BASE_TRY_ASSIGN(helper, takeHelper());
    HelperRequest request;
    request.kind = HelperRequest::Kind::Seat;
    request.owner = owner;
    QByteArray answer;
    if (!helper->socket().write(toBytes(request)) || !helper->socket().read(&answer))
        return helperGone();
    giveBack(std::move(helper));
    return seatFromBytes(answer);
}

base::Result<qint64> UnblindedHelper::planState(study::AnnotatorId annotator)
{
    BASE_TRY_ASSIGN(helper, takeHelper());
    HelperRequest request;
    request.kind = HelperRequest::Kind::PlanState;
    request.annotator = annotator;
    QByteArray answer;
    if (!helper->socket().write(toBytes(request)) || !helper->socket().read(&answer))
        return helperGone();
    giveBack(std::move(helper));
    return planStateFromBytes(answer);
}

base::Result<QImage> UnblindedHelper::pixels(study::AssetId asset, const QSize &within)
{
    HelperRequest request;
    request.kind = HelperRequest::Kind::Pixels;
    request.asset = asset;
    request.within = within;
    // A helper that died (a decoder, the kernel in need of memory) is replaced once.
    for (int attempt = 0; attempt < 2; ++attempt) {
        BASE_TRY_ASSIGN(helper, takeHelper());
        QByteArray answer;
        if (!helper->socket().write(toBytes(request)) || !helper->socket().read(&answer))
            continue;
        auto image = imageFromBytes(answer);
        if (image && !helper->socket().readRaw(image->bits(), image->sizeInBytes()))
            continue;
        giveBack(std::move(helper));
        return image;
    }
    return base::fail(QStringLiteral("picture.broken"), QStringLiteral("the picture cannot be read"),
                      QStringLiteral("Skip this trial and tell the owner of the study"));
}

int serveUnblinded()
{
    HelperSocket socket(STDIN_FILENO);
    QByteArray bytes;
    std::unique_ptr<UnblindedStudy> study;
    while (socket.read(&bytes)) {
        const auto request = requestFromBytes(bytes);
        if (!request || (!study && request->kind != HelperRequest::Kind::Open))
            return 1;
        bool isHeard = false;
        switch (request->kind) {
        case HelperRequest::Kind::Open:
            study = std::make_unique<UnblindedStudy>(request->study);
            isHeard = socket.write(toBytes(study->open()));
            break;
        case HelperRequest::Kind::Seat:
            isHeard = socket.write(toBytes(blindSeat(study->seat(request->owner))));
            break;
        case HelperRequest::Kind::PlanState:
            isHeard = socket.write(toBytes(study->planState(request->annotator)));
            break;
        case HelperRequest::Kind::Pixels:
            isHeard = answerPixels(socket, *study, *request);
            study->tidyLog(); // nobody waits for this helper now
            break;
        }
        if (!isHeard)
            return 0;
    }
    return 0;
}

} // namespace trials

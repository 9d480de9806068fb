#include "app/cli/annotatecommand.h"

#include <algorithm>
#include <limits>

#include <unistd.h>

#include <QCoreApplication>
#include <QJsonObject>

#include "app/cli/annotatemessages.h"
#include "app/cli/cli.h"
#include "app/cli/linereader.h"
#include "app/cli/picturefolder.h"
#include "app/cli/picturepreparer.h"
#include "core/trials/annotationsession.h"
#include "core/trials/unblindedhelper.h"

namespace cli {

namespace {

/// How many trials' pictures are prepared ahead.
constexpr int preparedAhead = 3;

struct AnnotateOptions
{
    QString study;
    trials::SessionOwner owner;
    bool machine = false;
    int limit = std::numeric_limits<int>::max();
};

/// The conversation with one front end.
class Conversation
{
public:
    Conversation(trials::AnnotationSession &session, PictureFolder folder, int limit, Context &context)
        : m_session(session)
        , m_questions(session.protocol().questions)
        , m_pictures(std::move(folder), session.pictures())
        , m_limit(limit)
        , m_context(context)
    {
    }

    /// Until stop, end of input or Ctrl+C.
    int run();

private:
    base::Result<void> showNext();
    /// After success the next message is due.
    base::Result<void> take(const QByteArray &line);
    base::Result<void> commit(const trials::Submission &submission);
    base::Result<void> undo();

    trials::AnnotationSession &m_session;
    const QList<study::Question> m_questions;
    PicturePreparer m_pictures;
    const int m_limit;
    Context &m_context;
    std::optional<trials::BlindTrial> m_trial; ///< the one that is open; none when all is done
    QString m_previous;      ///< its files stay until the next answer: a front end may still read them
    bool m_isBroken = false; ///< a picture of the open trial could not be shown
    bool m_stopped = false;
};

int Conversation::run()
{
    LineReader reader(STDIN_FILENO, maxAnnotateLine);
    bool showsNext = true;
    while (!m_stopped) {
        if (m_context.progress().isCancelled())
            return Cancelled;
        if (showsNext) {
            if (const auto shown = showNext(); !shown)
                return m_context.fail(shown.error());
            showsNext = false;
        }
        switch (reader.next()) {
        case LineReader::Outcome::End:
            return Done;
        case LineReader::Outcome::Interrupted:
            break;
        case LineReader::Outcome::TooLong:
            m_context.message(
                QJsonObject{{QStringLiteral("error"),
                             toJson({QStringLiteral("annotate.json"),
                                     QStringLiteral("the line is longer than %1 bytes").arg(maxAnnotateLine),
                                     {},
                                     0,
                                     {},
                                     {}})}});
            break;
        case LineReader::Outcome::Line:
            if (reader.text().trimmed().isEmpty())
                break;
            if (const auto taken = take(reader.text()); taken)
                showsNext = true;
            else
                m_context.message(QJsonObject{{QStringLiteral("error"), toJson(taken.error())}});
            break;
        }
    }
    return Done;
}

base::Result<void> Conversation::take(const QByteArray &line)
{
    const int pictures = m_trial ? static_cast<int>(m_trial->pictures.size()) : 0;
    BASE_TRY_ASSIGN(input, readAnnotateLine(line, m_questions, pictures));
    switch (input.kind) {
    case AnnotateInput::Kind::Stop:
        m_stopped = true;
        return {};
    case AnnotateInput::Kind::Undo:
        return undo();
    case AnnotateInput::Kind::Submission:
        return commit(input.submission);
    }
    return {};
}

base::Result<void> Conversation::commit(const trials::Submission &submission)
{
    if (!m_trial)
        return base::fail(QStringLiteral("annotate.trial"), QStringLiteral("no trial is open"),
                          QStringLiteral("Stop, or undo"));
    const bool isSkip = !submission.answers.isEmpty() && submission.answers.constFirst().vote
                        && submission.answers.constFirst().vote->choice == study::Choice::Skip;
    if (m_isBroken && !isSkip && submission.trial == m_trial->id)
        return base::fail(QStringLiteral("annotate.value"),
                          QStringLiteral("a picture of this trial could not be shown"),
                          QStringLiteral("Answer with skip"));
    BASE_TRY_ASSIGN(committed, m_session.answer(submission));
    m_context.message(QJsonObject{{QStringLiteral("committed"), committed.voteId}});
    return {};
}

base::Result<void> Conversation::undo()
{
    BASE_TRY_ASSIGN(vote, m_session.undo());
    m_context.message(QJsonObject{{QStringLiteral("undone"), vote}});
    return {};
}

base::Result<void> Conversation::showNext()
{
    const trials::SessionProgress progress = m_session.progress();
    if (m_trial)
        m_previous = m_trial->id;
    m_trial.reset();
    if (progress.answeredNow < m_limit) {
        BASE_TRY_ASSIGN(current, m_session.current());
        m_trial = current;
    }
    if (!m_trial) {
        QJsonObject done{{QStringLiteral("done"), true}, {QStringLiteral("of"), progress.of}};
        if (progress.answeredNow >= m_limit)
            done.insert(QStringLiteral("limit"), m_limit);
        m_context.message(done);
        return {};
    }
    m_pictures.prepare(*m_trial);
    BASE_TRY_ASSIGN(upcoming, m_session.upcoming(preparedAhead));
    QStringList kept{m_trial->id, m_previous};
    for (const trials::BlindTrial &trial : upcoming) {
        m_pictures.prepare(trial);
        kept.append(trial.id);
    }
    m_pictures.keepOnly(kept);
    const QList<PreparedPicture> pictures = m_pictures.pictures(*m_trial);
    m_isBroken = std::any_of(pictures.begin(), pictures.end(),
                             [](const PreparedPicture &picture) { return picture.error.has_value(); });
    m_context.message(trialMessage(*m_trial, pictures));
    return {};
}

int runAnnotate(AnnotateOptions options, Context &context)
{
    if (options.machine)
        options.owner.kind = study::AnnotatorKind::Machine;
    options.owner.helper = {QCoreApplication::applicationFilePath(), QLatin1String(trials::unblindedArgument)};
    auto session = trials::AnnotationSession::open(options.study, options.owner);
    if (!session)
        return context.fail(session.error());
    const auto consentMissing = (*session)->consentMissing();
    if (!consentMissing)
        return context.fail(consentMissing.error());
    if (*consentMissing)
        context.warning(QStringLiteral("the protocol asks for a consent that this annotator has not given yet"));
    auto folder = PictureFolder::create();
    if (!folder)
        return context.fail(folder.error());
    return Conversation(**session, std::move(*folder), options.limit, context).run();
}

} // namespace

void addAnnotateCommand(Cli &cli)
{
    auto options = std::make_shared<AnnotateOptions>();
    CLI::App *command = cli.add("annotate", "Judge pairs blind, through JSON lines on standard input and output",
                                "dissensus-cli annotate my.dissensus --annotator a01",
                                [options](Context &context) { return runAnnotate(*options, context); });
    addText(command, "STUDY", options->study, "the study file")->required();
    addText(command, "--annotator", options->owner.code, "code of the annotator, a pseudonym")->required();
    addTexts(command, "--group", options->owner.groups, "group that the annotator belongs to");
    command->add_flag("--machine", options->machine, "the annotator is a program, not a person");
    command->add_option("--limit", options->limit, "stop asking after this many trials")
        ->check(CLI::Range(1, std::numeric_limits<int>::max()));
}

} // namespace cli

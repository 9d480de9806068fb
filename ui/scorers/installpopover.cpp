#include "ui/scorers/installpopover.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QLocale>

#include "core/scoring/scorercatalogue.h"
#include "core/scoring/weightsfile.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/paragraph.h"
#include "ui/widgets/scorernames.h"

namespace scorers {

namespace metrics = widgets::metrics;

namespace {

constexpr int contentWidth = 480;

/// What the makers published: "model.safetensors or pytorch_model.bin from huggingface.co/…, 3.9 GB".
QString publishedText(const QString &scorer)
{
    QStringList names;
    QString source;
    for (const scoring::PublishedFile &file : scoring::publishedFiles(scorer)) {
        names.append(file.file);
        source = source.isEmpty() ? file.source : source;
    }
    names.removeDuplicates();
    const auto info = scoring::ScorerCatalogue::find(scorer);
    const QString size =
        info ? QLocale().formattedDataSize(info->weightsBytes, 1, QLocale::DataSizeSIFormat) : QString();
    return names.isEmpty()
               ? InstallPopover::tr("%1 has no published weights: choose your own file.")
                     .arg(widgets::scorerTitle(scorer))
               : InstallPopover::tr("Weights of %1, about %2: %3 from %4, or your own.")
                     .arg(widgets::scorerTitle(scorer), size, names.mid(0, 3).join(InstallPopover::tr(" or ")), source);
}

} // namespace

bool InstallChoice::isAddress() const
{
    return from.startsWith(QLatin1String("https://"), Qt::CaseInsensitive)
           || from.startsWith(QLatin1String("http://"), Qt::CaseInsensitive);
}

InstallPopover::InstallPopover(QWidget *parent)
    : Popover(parent)
    , m_text(new widgets::Paragraph({}, widgets::TextRole::Body, widgets::Ink::Text, this))
    , m_licence(new widgets::Paragraph({}, widgets::TextRole::Small, widgets::Ink::Text2, this))
    , m_from(new QLineEdit(this))
    , m_file(new widgets::Button(tr("File…"), widgets::Button::Kind::Outlined, this))
    , m_folder(new widgets::Button(tr("Folder…"), widgets::Button::Kind::Outlined, this))
    , m_inPlace(new QCheckBox(tr("Use the files where they are: nothing is copied"), this))
    , m_accepted(new QCheckBox(tr("I may use these weights"), this))
    , m_install(new widgets::Button(tr("Install"), widgets::Button::Kind::Filled, this))
{
    setObjectName(QStringLiteral("install"));
    setAccessibleName(tr("Install weights"));
    m_from->setObjectName(QStringLiteral("from"));
    m_from->setPlaceholderText(tr("File, folder or https address"));
    m_from->setAccessibleName(tr("Where the weights are"));
    m_inPlace->setObjectName(QStringLiteral("inPlace"));
    m_accepted->setObjectName(QStringLiteral("accepted"));
    m_install->setObjectName(QStringLiteral("installWeights"));
    setFocusProxy(m_from);
    connect(m_file, &QPushButton::clicked, this, [this] { choose(false); });
    connect(m_folder, &QPushButton::clicked, this, [this] { choose(true); });
    connect(m_from, &QLineEdit::textChanged, this, &InstallPopover::showChoice);
    connect(m_accepted, &QCheckBox::toggled, this, &InstallPopover::showChoice);
    const auto install = [this] {
        if (!m_install->isEnabled())
            return;
        InstallChoice choice{m_scorer, m_from->text().trimmed(), {}};
        choice.options.inPlace = m_inPlace->isChecked() && !choice.isAddress();
        choice.options.licenceAccepted = m_accepted->isChecked();
        hide();
        Q_EMIT installRequested(choice);
    };
    connect(m_install, &QPushButton::clicked, this, install);
    connect(m_from, &QLineEdit::returnPressed, this, install);
}

void InstallPopover::open(const QString &scorer, const QRect &anchor)
{
    m_scorer = scorer;
    const auto info = scoring::ScorerCatalogue::find(scorer);
    const QString licence = info ? info->licence : QString();
    const bool unclear = scoring::isLicenceUnclear(scorer);
    m_text->setText(publishedText(scorer));
    m_licence->setText(unclear ? tr("Licence: %1. Ask their makers whether you may use the weights.").arg(licence)
                               : tr("Licence: %1.").arg(licence));
    m_from->clear();
    m_inPlace->setChecked(false);
    m_accepted->setChecked(false);
    m_accepted->setVisible(unclear);
    showChoice();
    lay();
    openAt(anchor);
}

void InstallPopover::choose(bool folder)
{
    widgets::FileChooser::Question question;
    question.title = tr("Weights of %1").arg(widgets::scorerTitle(m_scorer));
    if (folder)
        question.kind = widgets::FileChooser::Kind::OpenFolder;
    else
        question.filter = tr("Weights (*.pt *.pth *.bin *.safetensors *.ckpt *.index.json);;All files (*)");
    // The dialog takes the focus, on which this closes: it is opened again with what was chosen.
    const QRect place = geometry();
    const QStringList files = widgets::FileChooser::ask(parentWidget(), question);
    if (!files.isEmpty())
        m_from->setText(files.first());
    if (isHidden())
        openAt(QRect(place.topLeft() + QPoint(shadow, shadow - metrics::space4), QSize(1, 0)));
    (files.isEmpty() ? static_cast<QWidget *>(m_from) : m_install)->setFocus();
}

void InstallPopover::showChoice()
{
    const InstallChoice choice{m_scorer, m_from->text().trimmed(), {}};
    const bool mayUse = m_accepted->isHidden() || m_accepted->isChecked();
    m_install->setEnabled(!choice.from.isEmpty() && mayUse);
    m_install->setText(choice.isAddress() ? tr("Download") : tr("Install"));
    m_install->setToolTip(choice.from.isEmpty() ? tr("Choose a file, a folder or an address first")
                          : mayUse              ? QString()
                                                : tr("Say first that you may use these weights"));
    m_inPlace->setEnabled(!choice.isAddress());
    m_inPlace->setToolTip(choice.isAddress() ? tr("What comes from an address is kept in the models folder")
                                             : QString());
}

void InstallPopover::lay()
{
    constexpr int inset = shadow + metrics::space12;
    int y = inset;
    const auto put = [&y](QWidget *widget, int w, int h) {
        widget->setGeometry(inset, y, w, h);
        y += h + metrics::space8;
    };
    put(m_text, contentWidth, m_text->heightForWidth(contentWidth));
    put(m_licence, contentWidth, m_licence->heightForWidth(contentWidth));
    const int file = m_file->sizeHint().width();
    const int folder = m_folder->sizeHint().width();
    m_folder->setGeometry(inset + contentWidth - folder, y, folder, metrics::control);
    m_file->setGeometry(inset + contentWidth - folder - metrics::controlGap - file, y, file, metrics::control);
    put(m_from, contentWidth - file - folder - 2 * metrics::controlGap, metrics::control);
    put(m_inPlace, contentWidth, metrics::control);
    if (!m_accepted->isHidden())
        put(m_accepted, contentWidth, metrics::control);
    // Its widest label: the button does not move while an address is typed.
    const QString now = m_install->text();
    m_install->setText(tr("Download"));
    const int button = m_install->sizeHint().width();
    m_install->setText(now);
    m_install->setGeometry(inset + contentWidth - button, y, button, metrics::control);
    setFixedSize(contentWidth + 2 * inset, y + metrics::control + inset);
}

} // namespace scorers

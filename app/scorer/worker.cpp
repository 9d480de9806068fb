#include "app/scorer/worker.h"

#include <cmath>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "app/scorer/fields.h"
#include "app/scorer/inbox.h"
#include "core/reward/engine.h"
#include "core/reward/modelfolder.h"
#include "core/reward/placement.h"
#include "core/reward/runtime.h"
#include "core/reward/selftest.h"
#include "core/reward/sha256.h"

namespace scorer {

namespace {

/// What a failed reward::Result becomes while a request is dispatched.
struct Failure
{
    reward::Error error;
};

template <typename T>
T valueOf(reward::Result<T> result)
{
    if (!result)
        throw Failure{result.error()};
    return *std::move(result);
}

nlohmann::json errorAnswer(const std::string &code, const std::string &message)
{
    return {{"type", "error"}, {"code", code}, {"message", message}};
}

/// Bytes of memory that the process holds; 0 where /proc does not say.
std::int64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    file >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

/// The hash of a file that the client names: equal to the client's own, both see the same files. Null when unreadable.
nlohmann::json probe(const nlohmann::json &request)
{
    const std::string path = textField(request, "probe", {});
    std::ifstream file(path, std::ios::binary);
    if (path.empty() || !file)
        return nullptr;
    std::ostringstream content;
    content << file.rdbuf();
    return reward::sha256(content.str());
}

std::vector<reward::KnownPicture> knownPictures(const std::vector<SentPicture> &pictures)
{
    std::vector<reward::KnownPicture> known;
    for (const SentPicture &picture : pictures)
        known.push_back({picture.bytes(), &picture.features});
    return known;
}

/// Pairs as the message lists them by index; without a list every picture with every text.
std::vector<reward::ScorePair> pairsOf(const nlohmann::json &request, std::size_t pictures, std::size_t texts)
{
    std::vector<reward::ScorePair> pairs;
    if (!request.contains("pairs")) {
        for (std::size_t picture = 0; picture < pictures; ++picture) {
            for (std::size_t text = 0; text < texts; ++text)
                pairs.push_back({picture, text});
        }
        return pairs;
    }
    const nlohmann::json &list = field(request, "pairs");
    for (const nlohmann::json &pair : list) {
        if (!pair.is_array() || pair.size() != 2)
            throw BadRequest{"a pair is a list of a picture's and a text's index"};
        pairs.push_back({indexIn(pair[0], pictures, "picture"), indexIn(pair[1], texts, "text")});
    }
    return pairs;
}

/// {"value", "second"?} or {"error"}.
nlohmann::json valueItem(const reward::Result<reward::ScoreValue> &result)
{
    if (!result)
        return {{"error", toJson(result.error())}};
    if (!std::isfinite(result->value))
        return {{"error", toJson(reward::Error{"scorer.value", "the scorer gave no finite value"})}};
    nlohmann::json json{{"value", result->value}};
    if (result->second && std::isfinite(*result->second))
        json["second"] = *result->second;
    return json;
}

/// {"clip-l": …} under `key`; nothing when it is missing. Throws BadRequest for anything but a map.
const nlohmann::json &mapField(const nlohmann::json &request, const char *key)
{
    static const nlohmann::json none = nlohmann::json::object();
    const auto found = request.find(key);
    if (found == request.end())
        return none;
    if (!found->is_object())
        throw BadRequest{std::string("\"") + key + "\" is no map"};
    return *found;
}

/// What the hello asks of the scorers with weights.
reward::RegistryOptions registryOptions(const nlohmann::json &request, const std::string &device)
{
    reward::RegistryOptions options;
    options.device = device;
    options.dtype = textField(request, "dtype", {});
    if (!options.dtype.empty()) {
        if (const auto checked = reward::checkDtype(options.dtype); !checked)
            throw Failure{checked.error()};
    }
    options.models = reward::ModelFolder::defaultFolder();
    const nlohmann::json &weights = mapField(request, "weights");
    for (const auto &entry : weights.items())
        options.named[entry.key()] = textField(weights, entry.key().c_str());
    for (const auto &entry : mapField(request, "options").items()) {
        if (!entry.value().is_object())
            throw BadRequest{"the options of \"" + entry.key() + "\" are no map"};
        for (const auto &one : entry.value().items())
            options.options[entry.key()][one.key()] = textField(entry.value(), one.key().c_str());
    }
    return options;
}

template <typename Part>
std::vector<Part> featuresList(const nlohmann::json &request, const char *key)
{
    std::vector<Part> parts;
    for (const nlohmann::json &entry : mapsField(request, key))
        static_cast<reward::Features &>(parts.emplace_back()) = featuresFrom(entry);
    return parts;
}

} // namespace

nlohmann::json toJson(const reward::ScorerInfo &info)
{
    nlohmann::json json{{"scorer", info.id},
                        {"title", info.title},
                        {"needs_prompt", info.needsPrompt},
                        {"range", {info.low, info.high}},
                        {"licence", info.licence},
                        {"weights_bytes", info.weightsBytes},
                        {"dtype", info.dtype},
                        {"installed", info.installed}};
    if (info.installed) {
        json["version"] = info.version;
        json["fingerprint"] = info.fingerprint;
        json["covers"] = info.covers;
    }
    if (!info.pictureTower.empty())
        json["picture_tower"] = info.pictureTower;
    if (!info.textTower.empty())
        json["text_tower"] = info.textTower;
    if (!info.problem.empty())
        json["problem"] = info.problem;
    return json;
}

nlohmann::json Worker::answer(const nlohmann::json &request, const std::atomic<bool> &cancelled)
{
    nlohmann::json reply;
    try {
        reply = dispatch(request, cancelled);
        if (cancelled)
            reply = {{"type", "cancelled"}};
    } catch (const BadRequest &bad) {
        reply = errorAnswer("message.form", bad.message);
    } catch (const Failure &failure) {
        reply = errorAnswer(failure.error.code, failure.error.message);
    } catch (const std::exception &error) {
        reply = errorAnswer("scorer.failed", error.what());
    }
    if (const auto id = messageId(request))
        reply["id"] = *id;
    return reply;
}

nlohmann::json Worker::dispatch(const nlohmann::json &request, const std::atomic<bool> &cancelled)
{
    const std::string type = messageType(request);
    if (!messageId(request))
        throw BadRequest{"\"id\" is missing or no whole number"};
    if (type == "hello")
        return hello(request);
    if (type == "cancelled")
        return {{"type", "cancelled"}};
    if (m_device.empty())
        throw BadRequest{"the first message must be a hello"};
    if (type == "embed_pictures")
        return embedPictures(request, cancelled);
    if (type == "embed_texts")
        return embedTexts(request, cancelled);
    if (type == "combine")
        return combine(request);
    if (type == "score")
        return score(request, cancelled);
    if (type == "self_test")
        return selfTest(request);
    if (type == "status")
        return status();
    throw BadRequest{"\"" + type + "\" is no message type"};
}

nlohmann::json Worker::hello(const nlohmann::json &request)
{
    const nlohmann::json &protocol = field(request, "protocol");
    if (protocol != protocolVersion)
        throw Failure{{"protocol.version", "the client speaks protocol " + protocol.dump() + ", this worker speaks "
                                               + std::to_string(protocolVersion)}};
    const std::string device = valueOf(reward::Runtime::device(textField(request, "device", "auto")));
    const reward::RegistryOptions options = registryOptions(request, device);
    auto registry = std::make_unique<const reward::Registry>(options);
    for (const auto &[scorer, path] : options.named) {
        // Weights that were named must work, or the client hears why not.
        if (valueOf(registry->scorer(scorer))->info().weightsBytes == 0)
            throw Failure{{"scorer.weights", scorer + " has no weights"}};
    }
    m_registry = std::move(registry);
    m_device = device;
    nlohmann::json scorers = nlohmann::json::array();
    for (const reward::ScorerInfo &info : m_registry->scorers())
        scorers.push_back(toJson(info));
    return {{"type", "hello"},
            {"protocol", protocolVersion},
            {"version", DISSENSUS_VERSION},
            {"libtorch", reward::Runtime::libtorchVersion()},
            {"opencv", reward::Runtime::openCvVersion()},
            {"threads", reward::Runtime::threads()},
            {"device", m_device},
            {"cuda", {{"available", reward::Runtime::hasCuda()}, {"reason", reward::Runtime::cudaMissingReason()}}},
            {"scorers", std::move(scorers)},
            {"probe", probe(request)}};
}

nlohmann::json Worker::embedPictures(const nlohmann::json &request, const std::atomic<bool> &cancelled) const
{
    const auto scorers = valueOf(m_registry->scorers(textsField(request, "scorers")));
    const std::vector<SentPicture> pictures = picturesField(request);
    const auto towers = reward::pictureTowers(scorers);
    const auto results = reward::embedPictures(knownPictures(pictures), towers, cancelled);
    nlohmann::json items = nlohmann::json::array();
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        for (std::size_t t = 0; t < towers.size(); ++t) {
            const auto &features = results[i][t];
            nlohmann::json item = pictures[i].error ? nlohmann::json{{"error", toJson(*pictures[i].error)}}
                                  : features        ? nlohmann::json{{"features", toJson(*features)}}
                                                    : nlohmann::json{{"error", toJson(features.error())}};
            item["picture"] = pictures[i].key;
            item["tower"] = towers[t]->fingerprint();
            items.push_back(std::move(item));
        }
    }
    return {{"type", "embeddings"}, {"items", std::move(items)}};
}

nlohmann::json Worker::embedTexts(const nlohmann::json &request, const std::atomic<bool> &cancelled) const
{
    const auto scorers = valueOf(m_registry->scorers(textsField(request, "scorers")));
    const std::vector<SentText> sent = sentTexts(request);
    std::vector<std::string> texts;
    for (const SentText &text : sent)
        texts.push_back(text.text);
    nlohmann::json items = nlohmann::json::array();
    for (const reward::TextTower *tower : reward::textTowers(scorers)) {
        const auto results = tower->embed(texts, cancelled);
        for (std::size_t i = 0; i < sent.size(); ++i) {
            nlohmann::json item = results[i] ? nlohmann::json{{"features", toJson(*results[i])}}
                                             : nlohmann::json{{"error", toJson(results[i].error())}};
            item["text"] = sent[i].key;
            item["tower"] = tower->fingerprint();
            items.push_back(std::move(item));
        }
    }
    return {{"type", "embeddings"}, {"items", std::move(items)}};
}

nlohmann::json Worker::combine(const nlohmann::json &request) const
{
    const reward::Scorer *scorer = valueOf(m_registry->scorer(textField(request, "scorer")));
    const auto pictures = featuresList<reward::PictureFeatures>(request, "pictures");
    const bool readsText = scorer->textTower() != nullptr;
    const auto texts =
        readsText ? featuresList<reward::TextFeatures>(request, "texts") : std::vector<reward::TextFeatures>();
    std::vector<reward::FeaturePair> pairs;
    if (readsText) {
        for (const reward::ScorePair &pair : pairsOf(request, pictures.size(), texts.size()))
            pairs.push_back({&pictures[pair.picture], &texts[pair.text]});
    } else {
        for (const reward::PictureFeatures &picture : pictures)
            pairs.push_back({&picture, nullptr});
    }
    nlohmann::json items = nlohmann::json::array();
    for (const auto &value : scorer->combine(pairs))
        items.push_back(valueItem(value));
    return {{"type", "values"}, {"items", std::move(items)}};
}

nlohmann::json Worker::score(const nlohmann::json &request, const std::atomic<bool> &cancelled) const
{
    const auto scorers = valueOf(m_registry->scorers(textsField(request, "scorers")));
    const std::vector<SentPicture> pictures = picturesField(request);
    const std::vector<SentText> sent = sentTexts(request);
    std::vector<reward::KnownText> texts;
    for (const SentText &text : sent)
        texts.push_back({text.text, &text.features});
    const auto pairs = pairsOf(request, pictures.size(), texts.size());
    const reward::Scores scores = reward::score(scorers, knownPictures(pictures), texts, pairs, cancelled);
    nlohmann::json items = nlohmann::json::array();
    for (const reward::ScoreItem &scored : scores.items) {
        const SentPicture &picture = pictures[scored.picture];
        nlohmann::json item =
            picture.error ? nlohmann::json{{"error", toJson(*picture.error)}} : valueItem(scored.value);
        item["picture"] = picture.key;
        item["scorer"] = scorers[scored.scorer]->info().id;
        item["text"] = scored.text ? nlohmann::json(sent[*scored.text].key) : nlohmann::json(nullptr);
        items.push_back(std::move(item));
    }
    nlohmann::json answer{{"type", "scores"}, {"items", std::move(items)}};
    for (const reward::Scorer *scorer : scorers) {
        const reward::BatchLimit limit = scorer->batchLimit();
        if (limit.isShrunk() && (!answer.contains("batch") || answer["batch"]["now"] > limit.now))
            answer["batch"] = {{"usual", limit.usual}, {"now", limit.now}};
    }
    if (flagField(request, "embeddings")) {
        nlohmann::json made = nlohmann::json::array();
        for (const auto &[picture, features] : scores.pictureFeatures)
            made.push_back({{"picture", pictures[picture].key}, {"features", toJson(features)}});
        for (const auto &[text, features] : scores.textFeatures)
            made.push_back({{"text", sent[text].key}, {"features", toJson(features)}});
        answer["embeddings"] = std::move(made);
    }
    return answer;
}

nlohmann::json Worker::selfTest(const nlohmann::json &request) const
{
    nlohmann::json items = nlohmann::json::array();
    for (const std::string &id : textsField(request, "scorers")) {
        const reward::SelfTestResult result = valueOf(reward::selfTest(*m_registry, id, m_device));
        nlohmann::json details = nlohmann::json::array();
        for (const reward::SelfTestCase &one : result.details) {
            details.push_back({{"case", one.name},
                               {"expected", one.expected},
                               {"got", std::isfinite(one.got) ? nlohmann::json(one.got) : nlohmann::json()}});
        }
        items.push_back(
            {{"scorer", result.scorer},
             {"passed", result.passed},
             {"max_error", std::isfinite(result.maxError) ? nlohmann::json(result.maxError) : nlohmann::json()},
             {"tolerance", result.tolerance},
             {"cases", result.cases},
             {"reason", result.reason},
             {"details", std::move(details)}});
    }
    return {{"type", "self_test"}, {"items", std::move(items)}};
}

nlohmann::json Worker::status() const
{
    return {{"type", "status"},
            {"device", m_device},
            {"threads", reward::Runtime::threads()},
            {"memory_bytes", residentBytes()},
            {"loaded", m_registry->loaded()},
            {"weights_bytes", m_registry->loadedBytes()}};
}

} // namespace scorer

using System.Collections.Immutable;
using System.Globalization;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>Requests to models and questions in their canonical form.</summary>
internal static class CounterfactualMapping
{
    private const double MinLevel = 0.01;
    private const double MaxLevel = 0.999999;
    private const int MaxIdLength = 100;
    private const int MaxLabelLength = 200;
    private static readonly string[] CounterfactualFields = ["model", "intervention", "outcome", "context", "samples", "confidence_level", "seed"];
    private static readonly string[] ScenariosFields =
    [
        "model",
        "scenarios",
        "analyze_interactions",
        "outcome",
        "context",
        "samples",
        "confidence_level",
        "seed",
    ];

    /// <summary>The model and the question of a request.</summary>
    /// <exception cref="InputException">A part is missing, unknown or out of range.</exception>
    public static (StructuralModel Model, string Hash, CounterfactualQuestion Question) ToQuestion(this CounterfactualRequest request)
    {
        var errors = new InputErrors();
        MisspeltFields.Check(request.Unknown, CounterfactualFields, errors);
        var model = errors.Try(() => ModelReader.Read(request.Model));
        var question = new CounterfactualQuestion(
            InterventionReader.Read(request.Intervention, "/intervention", model, errors),
            InterventionReader.ReadObserved(request.Context, "/context", model, errors),
            ReadOutcome(request.Outcome, model, errors),
            ReadSamples(request.Samples, errors),
            ReadLevel(request.ConfidenceLevel, "/confidence_level", errors),
            request.Seed ?? 0);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        return (model, hash, request.Seed is null ? question with { Seed = DeriveSeed(hash, question) } : question);
    }

    /// <summary>The model and the question of a request.</summary>
    /// <exception cref="InputException">A part is missing, unknown or out of range.</exception>
    public static (StructuralModel Model, string Hash, ScenariosQuestion Question) ToQuestion(this ScenariosRequest request)
    {
        var errors = new InputErrors();
        MisspeltFields.Check(request.Unknown, ScenariosFields, errors);
        var model = errors.Try(() => ModelReader.Read(request.Model));
        var question = new ScenariosQuestion(
            ReadScenarios(request.Scenarios, model, errors),
            InterventionReader.ReadObserved(request.Context, "/context", model, errors),
            request.AnalyzeInteractions ?? true,
            ReadOutcome(request.Outcome, model, errors),
            ReadSamples(request.Samples, errors),
            ReadLevel(request.ConfidenceLevel, "/confidence_level", errors),
            request.Seed ?? 0);
        errors.ThrowIfAny();
        var hash = model!.Hash();
        return (model, hash, request.Seed is null ? question with { Seed = DeriveSeed(hash, question) } : question);
    }

    /// <summary>A seed from the request itself: the same for every way of writing it, and short enough to be read aloud.</summary>
    public static long DeriveSeed<TQuestion>(string modelHash, TQuestion question)
        where TQuestion : notnull => First32Bits(modelHash) ^ First32Bits(ResultId.Of(SubjectKind.Model, modelHash, question).Question);

    /// <summary>The outcome asked for, if any.</summary>
    public static string? ReadOutcome(string? outcome, StructuralModel? model, InputErrors errors)
    {
        if (outcome is not null)
        {
            InterventionReader.IsKnown(outcome, "/outcome", model, errors);
        }

        return outcome;
    }

    /// <summary>The number of draws asked for, or the default.</summary>
    public static int ReadSamples(long? samples, InputErrors errors)
    {
        var asked = samples ?? CounterfactualQuestion.DefaultSamples;
        if (asked is >= CounterfactualQuestion.MinSamples and <= CounterfactualQuestion.MaxSamples)
        {
            return (int)asked;
        }

        errors.Add("/samples", $"samples is {asked}; it must be from {CounterfactualQuestion.MinSamples} to {CounterfactualQuestion.MaxSamples}.");
        return CounterfactualQuestion.DefaultSamples;
    }

    /// <summary>The level asked for, or the default, as the decimal it is written as.</summary>
    public static decimal ReadLevel(double? level, string path, InputErrors errors)
    {
        var asked = level ?? (double)CounterfactualQuestion.DefaultLevel;
        if (asked is >= MinLevel and <= MaxLevel)
        {
            return (decimal)asked;
        }

        errors.Add(path, $"{path[1..]} is {asked}; it must be from {MinLevel} to {MaxLevel}, such as 0.95.");
        return CounterfactualQuestion.DefaultLevel;
    }

    private static uint First32Bits(string hash) => uint.Parse(hash.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static ImmutableArray<Scenario> ReadScenarios(List<ScenarioDto?>? scenarios, StructuralModel? model, InputErrors errors)
    {
        if (scenarios is null || scenarios.Count is < ScenariosQuestion.MinScenarios or > ScenariosQuestion.MaxScenarios)
        {
            errors.Add(
                "/scenarios",
                scenarios is null
                    ? "scenarios is missing; send a list such as [{\"id\": \"low\", \"intervention\": {\"X\": 1}}, {\"id\": \"high\", \"intervention\": {\"X\": 2}}]."
                    : $"There are {scenarios.Count} scenarios; at least {ScenariosQuestion.MinScenarios} are needed, and at most {ScenariosQuestion.MaxScenarios} are taken.");
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = ImmutableArray.CreateBuilder<Scenario>(scenarios.Count);
        for (var i = 0; i < scenarios.Count; i++)
        {
            var path = $"/scenarios/{i}";
            if (scenarios[i] is not { } scenario)
            {
                errors.Add(path, $"Scenario {i} is null; send an object with id and intervention.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(scenario.Id) || scenario.Id.Length > MaxIdLength)
            {
                errors.Add(
                    $"{path}/id",
                    $"The id of scenario {i} is {(string.IsNullOrWhiteSpace(scenario.Id) ? "missing" : $"{scenario.Id.Length} characters long")}; give it 1 to {MaxIdLength} characters.");
            }
            else if (!seen.Add(scenario.Id))
            {
                errors.Add($"{path}/id", $"Two scenarios have the id '{scenario.Id}'; give each its own.");
            }

            if (scenario.Label?.Length > MaxLabelLength)
            {
                errors.Add($"{path}/label", $"The label of scenario {i} has {scenario.Label.Length} characters, the limit is {MaxLabelLength}.");
            }

            read.Add(
                new Scenario(scenario.Id ?? "", scenario.Label, InterventionReader.Read(scenario.Intervention, $"{path}/intervention", model, errors)));
        }

        return read.ToImmutable();
    }
}

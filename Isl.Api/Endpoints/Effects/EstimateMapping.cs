using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Api.Endpoints.Effects;

/// <summary>A question about an effect.</summary>
/// <param name="Question">The question.</param>
/// <param name="Data">The table.</param>
/// <param name="Place">The place of the table in the request.</param>
/// <param name="OverGraphs">The same over graphs that are sought; null where a graph was given.</param>
internal sealed record EstimateAsked(EffectQuestion Question, Dataset Data, JsonPointer Place, GraphEffectQuestion? OverGraphs);

/// <summary>Requests to tables and questions in their canonical form.</summary>
internal static class EstimateMapping
{
    private const int MostConditions = 3;
    private const int MostBenchmarks = 20;
    private const int MostMultiples = 10;
    private const double MostClip = 0.2;
    private const double UsualClip = 0.01;

    /// <summary>Most levels of a text column that keep their names: a design has no more columns.</summary>
    private const int MostLevels = 2_001;

    /// <summary>The question and the table of a request; what is wrong with them is noted and thrown.</summary>
    public static EstimateAsked Read(EstimateRequest request, Reading reading)
    {
        var errors = reading.Errors;
        var parsed = GraphSearchMapping.ReadGiven(request, reading);
        var roles = parsed?.Roles ?? GraphRoles.None;
        var table = TableReader.ReadOpen(request, reading, mostLabels: MostLevels);
        var kinds = KindsInput.Read(request.Kinds, table, errors);
        var defaults = Defaults(request, errors);
        var asked = new[] { request.Treatment, request.Outcome };
        var question = new EffectQuestion
        {
            Graph = request.Discover is not null && table is not null ? GraphSearchMapping.Nodes(request, table, reading) : parsed?.Graph!,
            Reading = table?.Reading!,
            Treatment = One(request.Treatment, roles.Exposures, "treatment", errors),
            Outcome = One(request.Outcome, roles.Outcomes, "outcome", errors),
            OutcomeLevel = LevelReading.Level(request.OutcomeLevel, "outcome_level", errors),
            Kinds = [.. kinds.OrderBy(one => one.Column, StringComparer.Ordinal)],
            Contrast = LevelReading.Contrast(request.Contrast, reading),
            Reference = LevelReading.Level(request.Reference, "reference", errors),
            Strategy = Fields.Choice(request.Strategy, EffectChoiceNames.Strategies, EffectStrategy.Auto, Place("strategy"), errors),
            AdjustmentSet = Names(request.AdjustmentSet, "adjustment_set", errors)
                ?? (roles.Adjusted.Length > 0 ? [.. roles.Adjusted.Where(node => !asked.Contains(node)).Order(StringComparer.Ordinal)] : null),
            Instruments = Instruments(request.Instruments, errors),
            Conditions = Conditions(request.Conditions, errors),
            Defaults = defaults,
            Estimators = EstimatorReading.Read(request.Estimators, defaults, request.Cluster is not null, reading),
            Weights = Weights(request.Weights, errors),
            Cluster = request.Cluster,
            Missing = Fields.Choice(request.Missing, EffectChoiceNames.Missing, EffectMissing.Refuse, Place("missing"), errors),
            Clip = Fields.InRange(request.Clip ?? UsualClip, 0, MostClip, Place("clip"), errors),
            Trim = Fields.InRange(request.Trim ?? 0, 0, MostClip, Place("trim"), errors),
            BootstrapDraws = (int)Fields.InRange(request.BootstrapDraws ?? 200, 50, 2_000, Place("bootstrap_draws"), errors),
            ConfidenceLevel = Fields.InRange(request.ConfidenceLevel ?? 0.95, 0.5, 0.999, Place("confidence_level"), errors),
            Seed = request.Seed,
            Refuters = RefuteReading.Read(request.Refute, errors),
            RefuteDraws = (int)Fields.InRange(request.RefuteDraws ?? 100, 20, 1_000, Place("refute_draws"), errors),
            Benchmarks = Benchmarks(request.Sensitivity, errors),
            Multiples = Multiples(request.Sensitivity, errors),
            Reduction = Fields.InRange(request.Sensitivity?.Q ?? 1, 0.01, 1, Place("sensitivity").Member("q"), errors),
        };
        var overGraphs = GraphSearchMapping.Read(request, question, errors);
        errors.ThrowIfAny();
        return new EstimateAsked(question, table!.Data, table.Place, overGraphs);
    }

    private static EstimatorSpec Defaults(EstimateRequest request, RequestErrors errors) => new()
    {
        Estimand = Fields.Choice(request.Estimand, EffectChoiceNames.Estimands, EffectEstimand.Ate, Place("estimand"), errors),
        Scale = Fields.Choice(request.Scale, EffectChoiceNames.Scales, EffectScale.Difference, Place("scale"), errors),
        Se = EstimatorReading.SeOf(request.Se, null, request.Cluster is not null, Place("se"), errors),
        Folds = (int)Fields.InRange(request.Folds ?? 5, 1, EstimatorReading.MostFolds, Place("folds"), errors),
        Repeats = (int)Fields.InRange(request.Repeats ?? 1, 1, EstimatorReading.MostRepeats, Place("repeats"), errors),
    };

    private static string One(string? given, ImmutableArray<string> marked, string field, RequestErrors errors)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        if (given is null && marked.Length == 1)
        {
            return marked[0];
        }

        errors.AddMissing(Place(field), $"{field} is missing; name a node of the graph that is a column of the table.");
        return "";
    }

    private static ImmutableArray<string>? Names(List<string>? names, string field, RequestErrors errors)
    {
        Fields.CheckNames(names, Place(field), errors);
        return names is null ? null : [.. Fields.Sorted(names).Distinct()];
    }

    private static ImmutableArray<string>? Instruments(List<string>? names, RequestErrors errors)
    {
        if (names is { Count: 0 })
        {
            errors.Add(Place("instruments"), "instruments is empty; name at least one, or leave it out.");
        }

        return Names(names, "instruments", errors);
    }

    private static ImmutableArray<string> Conditions(List<string>? names, RequestErrors errors)
    {
        Fields.CheckNames(names, Place("conditions"), errors);
        if (names?.Count > MostConditions)
        {
            errors.Add(Place("conditions"), $"conditions lists {names.Count} columns; at most {MostConditions} are taken.");
        }

        return [.. (names ?? []).Distinct()];
    }

    private static WeightColumn? Weights(WeightsDto? weights, RequestErrors errors)
    {
        if (weights is null)
        {
            return null;
        }

        var place = Place("weights");
        if (string.IsNullOrEmpty(weights.Column))
        {
            errors.AddMissing(place.Member("column"), "weights has no column; name the column that holds them.");
        }

        if (weights.Kind is null)
        {
            errors.AddMissing(
                place.Member("kind"), "weights has no kind; send sampling (each row stands for so many units) or frequency (each row was seen so "
                    + "often).");
        }

        return new WeightColumn(
            weights.Column ?? "", Fields.Choice(weights.Kind, EffectChoiceNames.Weights, WeightKind.Sampling, place.Member("kind"), errors));
    }

    private static ImmutableArray<string>? Benchmarks(SensitivityDto? sensitivity, RequestErrors errors)
    {
        var place = Place("sensitivity").Member("benchmarks");
        Fields.CheckNames(sensitivity?.Benchmarks, place, errors);
        if (sensitivity?.Benchmarks?.Count > MostBenchmarks)
        {
            errors.Add(place, $"benchmarks lists {sensitivity.Benchmarks.Count} columns; at most {MostBenchmarks} are taken.");
        }

        return sensitivity?.Benchmarks is { } names ? [.. names.Distinct()] : null;
    }

    private static ImmutableArray<double> Multiples(SensitivityDto? sensitivity, RequestErrors errors)
    {
        if (sensitivity?.Multiples is not { } multiples)
        {
            return [1, 2, 3];
        }

        var place = Place("sensitivity").Member("multiples");
        if (multiples.Count is 0 or > MostMultiples)
        {
            errors.Add(place, $"multiples lists {multiples.Count} numbers; give 1 to {MostMultiples}.");
        }

        for (var i = 0; i < multiples.Count; i++)
        {
            Fields.InRange(multiples[i], 0, 1_000, place.Item(i), errors);
        }

        return [.. multiples];
    }

    private static JsonPointer Place(string field) => JsonPointer.Root.Member(field);
}

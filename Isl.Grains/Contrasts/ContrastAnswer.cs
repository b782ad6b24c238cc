using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Contrasts;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Contrasts;

/// <summary>Answers why an outcome differs between two scenarios of a structural model.</summary>
public static class ContrastAnswer
{
    private const double FewEffective = 100;
    private const double RoundingError = 1e-12;
    private const int MostChanges = 5;
    private const int MostPaths = 5;

    /// <summary>Answers a question.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">A name is unknown, a state is impossible, or the outcome is not finite.</exception>
    public static ContrastResult Compute(StructuralModel model, ContrastQuestion question, CancellationToken cancellation) =>
        Compute(model, question, reason: null, cancellation);

    /// <summary>The same; with a reason, from few draws and without the smallest changes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why the whole answer was not given; null for the whole answer.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ContrastResult Compute(StructuralModel model, ContrastQuestion question, string? reason, CancellationToken cancellation) =>
        SimulationPlan.Guarded(() => Compute(CompiledModel.Compile(model, default, cancellation), question, reason, cancellation));

    private static ContrastResult Compute(CompiledModel model, ContrastQuestion question, string? reason, CancellationToken cancellation)
    {
        var outcome = ContrastSetting.OutcomeOf(model, question.Outcome, question.A, question.B);
        string[] stated = [.. Stated(question.A).Union(Stated(question.B)).Order(StringComparer.Ordinal)];
        var draws = reason is null ? ContrastGame.DrawsFor(stated.Length) : ContrastGame.FewestDraws;
        var setting = new ContrastSetting(model, question.A, question.B, draws, unchecked((ulong)question.Seed), cancellation);
        var game = new ContrastGame(setting.Worlds, outcome, setting.Draws, setting.Column, setting.Seed).Play(cancellation);
        var players = Contributions(setting, game);
        var difference = game.B.Mean - game.A.Mean;
        var paths = reason is null ? Paths(setting, outcome, game, cancellation) : [];
        var item = Describe(question, outcome, stated, game, players, paths);
        var assumed = ModelFindings.Assumed(
            model,
            [question.A.Intervention, question.B.Intervention],
            [.. question.A.State.Where(value => question.B.State.Any(other => other.Variable == value.Variable))]);
        var error = Math.Abs(difference) > 0 ? players.Sum(one => one.StandardError) / players.Sum(one => Math.Abs(one.Amount)) : 0;
        var effective = new[] { setting.A.EffectiveDraws, setting.B.EffectiveDraws }.Min() ?? FewEffective;
        var confidence = Math.Round(Math.Clamp((1 - Math.Min(0.5, error)) * Math.Min(1, effective / FewEffective), 0, 1), 3);
        return new ContrastResult
        {
            Completion = Completion.Of(reason),
            Explanations = [item],
            Summary = item.Explanation,
            AssumedValues = WireNumber.Map(assumed),
            Seed = question.Seed,
            Samples = setting.Draws.Count,
            ModelHash = model.Model.Hash(),
            Explanation = new Explanation(
                item.Explanation,
                Wording.Paragraph(
                    new DifferencesWeighed(players.Length, ContrastGame.MostExact, setting.Draws.Count).Text,
                    item.CounterfactualPath,
                    new ContrastConfidence(confidence, Math.Min(0.5, error), effective < FewEffective ? effective : null).Text),
                new ContrastBasis().Text,
                [.. ModelFindings.Assumptions(model, [outcome]).Texts()],
                [
                    .. ModelFindings.AssumedValues(
                        model,
                        [outcome],
                        [question.A.Intervention, question.B.Intervention],
                        [.. question.A.State.Where(value => question.B.State.Any(other => other.Variable == value.Variable))]).Texts(),
                    .. reason is null ? (string[])[] : [new FewerDraws(reason, draws).Text],
                    .. effective < FewEffective ? [new FewDrawsAgree(effective).Text] : (string[])[],
                ],
                confidence),
        };
    }

    /// <summary>A figure as it goes over the wire; what is nothing but rounding beside the outcomes is 0.</summary>
    private static double Clean(double value, GameResult game) =>
        Math.Abs(value) <= RoundingError * Math.Max(Math.Abs(game.A.Mean), Math.Abs(game.B.Mean)) ? 0 : WireNumber.Round(value);

    private static IEnumerable<string> Stated(ContrastScenario scenario) =>
        scenario.Intervention.Changes.Select(change => change.Variable).Concat(scenario.State.Select(value => value.Variable));

    private static Contribution[] Contributions(ContrastSetting setting, GameResult game)
    {
        string[] variables = [.. setting.Worlds.Players.Where(player => player.IsVariable).Select(player => player.Variable)];
        var (from, to) = (setting.Means(variables, isB: false), setting.Means(variables, isB: true));
        return
        [
            .. setting.Worlds.Players
                .Select((player, i) => new Contribution(
                    player.Label,
                    WireNumber.Round(player.IsVariable ? from[Array.IndexOf(variables, player.Variable)]
                        : setting.NoiseMean(player.Variable, isB: false)),
                    WireNumber.Round(player.IsVariable ? to[Array.IndexOf(variables, player.Variable)]
                        : setting.NoiseMean(player.Variable, isB: true)),
                    Clean(game.Values[i].Mean, game),
                    Clean(game.Values[i].Error, game)))
                .OrderByDescending(one => Math.Abs(one.Amount))
                .ThenBy(one => one.Variable, StringComparer.Ordinal),
        ];
    }

    private static ContrastItem Describe(
        ContrastQuestion question, string outcome, string[] stated, GameResult game, Contribution[] players, List<RecoursePath> paths)
    {
        var listed = players.Take(question.TopK).ToImmutableArray();
        var total = players.Sum(one => Math.Abs(one.Amount));
        var scores = listed.Length > 0
            ? listed.Select(one => (one.Variable, total > 0 ? Math.Abs(one.Amount) / total : 0))
            : stated.Take(question.TopK).Select(name => (name, 0.0));
        var (a, b) = (WireNumber.Round(game.A.Mean), WireNumber.Round(game.B.Mean));
        var difference = Clean(game.B.Mean - game.A.Mean, game);
        Finding path = total == 0 || difference == 0 ? new NoPathNeeded(outcome, listed.Length > 0)
            : paths.Count == 0 ? new NoPathFound(outcome, question.B.Id)
            : new SmallestChange(outcome, paths[0].Steps, WireNumber.Round(paths[0].Outcome), question.B.Id);
        return new ContrastItem(
            question.A.Id,
            question.B.Id,
            [.. listed.Select(one => new Contributes(one.Variable, one.From, one.To, one.Amount, outcome).Text)],
            path.Text,
            WireNumber.Map(scores),
            new ScenariosDiffer(outcome, question.A.Id, question.B.Id, a, b, listed.FirstOrDefault() is { } first && total > 0
                ? new LargestShare(first.Variable, Math.Abs(first.Amount) / total) : null).Text,
            outcome,
            a,
            b,
            difference,
            listed,
            WireNumber.Round(players.Skip(question.TopK).Sum(one => one.Amount)),
            [.. paths.Select(one =>
                new MinimalChange(WireNumber.Map(one.Steps.Select(step => (step.Variable, step.To))), WireNumber.Round(one.Outcome), true))]);
    }

    /// <summary>The smallest changes that give the first scenario the outcome of the second, its noise kept.</summary>
    private static List<RecoursePath> Paths(ContrastSetting setting, string outcome, GameResult game, CancellationToken cancellation)
    {
        string[] candidates =
        [
            .. setting.Worlds.Players.Where(player => player.IsVariable && player.Variable != outcome).Select(player => player.Variable),
        ];
        if (candidates.Length == 0 || WireNumber.Round(game.A.Mean) == WireNumber.Round(game.B.Mean))
        {
            return [];
        }

        var (from, to, std) = (setting.Means(candidates, isB: false), setting.Means(candidates, isB: true), setting.Deviations(candidates));
        var frame = new RecourseFrame(
            from,
            [.. std.Select((one, i) => one > 0 ? one : Math.Abs(to[i] - from[i]) is > 0 and var step ? step : 1)],
            [.. candidates.Select(_ => double.NegativeInfinity)],
            [.. candidates.Select(_ => double.PositiveInfinity)],
            [game.B.Mean],
            [game.B.Mean]);
        var search = new RecourseSearch(setting.Surface(candidates, [outcome]), frame, cancellation);
        for (var size = 1; size <= Math.Min(MostChanges, candidates.Length); size++)
        {
            if (search.OfSize(size) is { Count: > 0 } found)
            {
                return
                [
                    .. found.Take(MostPaths).Select(point => new RecoursePath(
                        [
                            .. candidates.Select((name, i) => new ChangeStep(name, WireNumber.Round(from[i]), point.Point[i]))
                                .Where((_, i) => point.Point[i] != from[i]),
                        ],
                        point.Outcomes[0])),
                ];
            }
        }

        return [];
    }

    /// <summary>A change with the outcome it gives.</summary>
    private sealed record RecoursePath(IReadOnlyList<ChangeStep> Steps, double Outcome);
}

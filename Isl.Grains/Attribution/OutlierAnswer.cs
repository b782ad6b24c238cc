using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Attribution;

namespace Isl.Grains.Attribution;

/// <summary>Explains an extreme case by the noises of the outcome's ancestors.</summary>
/// <remarks>Source: Budhathoki, Minorics, Blöbaum and Janzing (2022), Causal structure-based root cause analysis of outliers.</remarks>
public static class OutlierAnswer
{
    private const int MostPairs = 100;

    /// <summary>The answer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">Time.</param>
    /// <exception cref="InputException">A value is missing or impossible, or a noise cannot be told from the values.</exception>
    public static OutlierResult Compute(StructuralModel model, string hash, OutlierQuestion question, WorkBudget budget)
    {
        var compiled = CompiledModel.Compile(model, cancellation: budget.Cancellation);
        var row = question.Row.ToDictionary(value => value.Variable, value => value.Value, StringComparer.Ordinal);
        var noises = RecoveredNoises.Of(compiled, question.Outcome, row);
        var game = new OutlierGame(compiled, question.Outcome, noises, row[question.Outcome], question.Seed, budget.Cancellation);
        var players = noises.Count;
        var (values, errors, orders) = Share(game, players, question.Seed, budget);
        var none = game.Worth(new bool[players]);
        var chance = Math.Exp(none);
        var atLeast = game.IsBeyond;
        var contributions = noises
            .Select((noise, at) => new NoiseContribution(
                noise.Variable,
                WireNumber.Round(noise.Value),
                WireNumber.Round(values[at]),
                errors is null ? null : WireNumber.Round(errors[at])))
            .OrderByDescending(one => one.Contribution)
            .ToImmutableArray();
        return new OutlierResult
        {
            Kind = "outlier",
            Outcome = question.Outcome,
            Value = row[question.Outcome],
            Score = WireNumber.Round(-none),
            ScoreError = atLeast ? null : WireNumber.Round(Math.Sqrt((1 - chance) / (chance * OutlierGame.Draws))),
            AtLeast = atLeast,
            Median = WireNumber.Round(game.Median),
            Contributions = contributions,
            Draws = OutlierGame.Draws,
            Orders = orders,
            ModelHash = hash,
            Seed = question.Seed,
            Completion = orders is not null && budget.IsSpent ? Completion.CutShort : Completion.Whole,
            Explanation = Explain(question.Outcome, row[question.Outcome], game, contributions, atLeast, -none, orders),
        };
    }

    private static (double[] Values, double[]? Errors, int? Orders) Share(OutlierGame game, int players, long seed, WorkBudget budget)
    {
        if (players > ShapleyValues.MostExact)
        {
            var random = new CounterRandom((ulong)seed, CounterRandom.StreamOf("orders", "attribution"));
            return ShapleyValues.Sampled(players, game.Worth, MostPairs, random, budget);
        }

        var worths = new double[1 << players];
        for (var set = 0; set < worths.Length; set++)
        {
            budget.ThrowIfCancelled();
            worths[set] = game.Worth([.. Enumerable.Range(0, players).Select(player => (set & (1 << player)) != 0)]);
        }

        return (ShapleyValues.Exact(players, worths), null, null);
    }

    private static Explanation Explain(
        string outcome, double value, OutlierGame game, ImmutableArray<NoiseContribution> contributions, bool atLeast, double score, int? orders)
    {
        var first = contributions[0];
        var positive = contributions.Where(one => one.Contribution > 0).Sum(one => one.Contribution);
        var confidence = positive > 0 ? Math.Round(Math.Clamp(first.Contribution / positive, 0, 1), 3) : 0;
        var caveats = new List<Finding> { new NoisesFollowTheModel() };
        if (atLeast)
        {
            caveats.Add(new ScoreBeyondDraws(OutlierGame.Draws));
        }

        if (orders is { } gone)
        {
            caveats.Add(new OrdersDrawn(gone));
        }

        return new Explanation(
            new OutlierSummary(outcome, value, Math.Exp(-score), atLeast, first.NoiseOf, first.Contribution, score).Text,
            Wording.Paragraph(((Finding[])
            [
                new OutlierMeasured(outcome, game.Median, OutlierGame.Draws),
                .. contributions.Take(Wording.MostNamed).Select(one => new NoiseAdds(one.NoiseOf, one.Contribution)),
                new OutlierConfidence(first.NoiseOf),
            ]).Texts()),
            new OutlierBasis().Text,
            [new NoisesRecovered().Text],
            [.. caveats.Texts()],
            confidence);
    }
}

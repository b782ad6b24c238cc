using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Attribution;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Attribution;

/// <summary>Explains the difference of an outcome's mean between two tables by the mechanisms that changed.</summary>
/// <remarks>Source: Budhathoki, Janzing, Blöbaum and Ng (2021), Why did the distribution change?</remarks>
public static class ChangeAnswer
{
    private const double Level = 0.95;
    private const int MostPairs = 100;

    /// <summary>Share of all contributions below which a residual is rounding.</summary>
    private const double Rounding = 1e-10;

    /// <summary>The answer.</summary>
    /// <param name="before">The first table.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="after">The second table.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">Time; when it is spent, errors are left out, and that is told.</param>
    /// <param name="degraded">Why the simplest forms are taken; null where they are not.</param>
    /// <exception cref="InputException">A mechanism cannot be fitted; all of them are named.</exception>
    public static ChangeResult Compute(
        Dataset before, string hash, Dataset after, ChangeQuestion question, WorkBudget budget, string? degraded = null)
    {
        var seed = question.Seed ?? SeedOf(hash, question);
        var tables = TablePair.Of(before, question.Before, after, question.After, question.Graph, seed);
        var model = ChangeModel.Fit(tables, question.Graph, question, seed, degraded is not null, budget);
        var robust = question.Method == ChangeMethod.Robust ? RobustGame.Of(model, budget) : null;
        var (values, drawn, orders) = robust is not null
            ? (ShapleyValues.Exact(model.Mechanisms.Count, robust.Worths), null, null)
            : Share(model, budget);
        var errors = robust is not null ? robust.Errors : degraded is null ? Jackknife.Errors(model, budget) : null;
        var outcome = model.Mechanisms[^1];
        var (from, to) = (outcome.Before.Mean(outcome.Before.Y), outcome.After.Mean(outcome.After.Y));
        var contributions = Contributions(model, values, errors, drawn, robust is not null, to - from, budget);
        var (first, second) = (WireNumber.Round(from), WireNumber.Round(to));
        return new ChangeResult
        {
            Kind = "change",
            Outcome = question.Outcome,
            Method = question.Method,
            Before = first,
            After = second,
            Difference = WireNumber.Round(second - first),
            Contributions = contributions,
            Residual = ResidualOf(second - first, contributions),
            Exact = robust is null && model.IsExact && orders is null,
            Draws = robust is null ? model.Draws : 0,
            Orders = orders,
            DatasetHash = hash,
            AfterHash = question.AfterHash,
            Seed = seed,
            Completion = Completion.Of(degraded, budget.IsSpent),
            Explanation = Explain(question, model, contributions, first, second, errors is not null, orders, degraded),
        };
    }

    private static (double[] Values, double[]? Errors, int? Orders) Share(ChangeModel model, WorkBudget budget)
    {
        var game = model.Game(model.Forms, model.Draws);
        if (model.Mechanisms.Count <= ShapleyValues.MostExact)
        {
            return (ShapleyValues.Exact(model.Mechanisms.Count, game.Worths(budget)), null, null);
        }

        var random = new CounterRandom((ulong)model.Seed, CounterRandom.StreamOf("orders", "change"));
        return ShapleyValues.Sampled(model.Mechanisms.Count, game.Worth, MostPairs, random, budget);
    }

    private static ImmutableArray<MechanismContribution> Contributions(
        ChangeModel model, double[] values, double[]? errors, double[]? drawn, bool isNormal, double difference, WorkBudget budget)
    {
        var reach = Tails.TwoSided(Level, isNormal ? double.PositiveInfinity : Jackknife.DegreesOf(model));
        var size = values.Sum(Math.Abs);
        return
        [
            .. model.Mechanisms
                .Select((mechanism, at) =>
                {
                    var error = errors is null && drawn is null ? (double?)null
                        : Math.Sqrt(Math.Pow(errors?[at] ?? 0, 2) + Math.Pow(drawn?[at] ?? 0, 2));
                    return new MechanismContribution(
                        mechanism.Name,
                        mechanism.Variable,
                        WireNumber.Round(values[at]),
                        error is { } known ? WireNumber.Round(known) : null,
                        error is { } width
                            ? new ContributionInterval(
                                WireNumber.Round(values[at] - (reach * width)), WireNumber.Round(values[at] + (reach * width)), Level)
                            : null,
                        Math.Abs(difference) > 1e-12 * size ? WireNumber.Round(values[at] / difference) : null,
                        model.Forms[at].After.Family,
                        MechanismTests.Of(mechanism, model.Forms[at].Before, model.Forms[at].After, budget));
                })
                .OrderByDescending(one => Math.Abs(one.Contribution))
                .ThenBy(one => one.Variable, StringComparer.Ordinal),
        ];
    }

    private static Explanation Explain(
        ChangeQuestion question,
        ChangeModel model,
        ImmutableArray<MechanismContribution> contributions,
        double before,
        double after,
        bool hasErrors,
        int? orders,
        string? degraded)
    {
        var residual = ResidualOf(after - before, contributions);
        var size = contributions.Sum(one => Math.Abs(one.Contribution));
        var confidence = size > 0 ? Math.Round(Math.Clamp(1 - (Math.Abs(residual) / size), 0, 1) * (hasErrors ? 1 : 0.5), 3) : 1;
        var caveats = new List<Finding>();
        if (degraded is not null)
        {
            caveats.Add(new SimplestMechanisms(degraded));
        }

        caveats.AddRange(question.Before.Notes.Concat(question.After.Notes)
            .Where(note => note.Kind != DataNoteKind.Categories)
            .Select(note => new TableRead(note)));
        if (orders is { } gone)
        {
            caveats.Add(new OrdersDrawn(gone));
        }

        if (!hasErrors && orders is null)
        {
            caveats.Add(new NoErrors());
        }

        return new Explanation(
            new ChangeSummary(question.Outcome, before, after, [.. contributions.Select(one => (one.Mechanism, one.Contribution))]).Text,
            Wording.Paragraph(((Finding[])
            [
                new MechanismsExchanged(model.Mechanisms.Count, model.IsExact && question.Method == ChangeMethod.Shapley, model.Draws),
                new ChangeConfidence(residual),
            ]).Texts()),
            question.Method == ChangeMethod.Robust ? new RobustBasis().Text : new ChangeBasis().Text,
            [new SameGraph().Text, new MechanismsIndependent().Text],
            [.. caveats.Texts().Distinct()],
            confidence);
    }

    /// <summary>What the mechanisms leave over; rounding is nothing.</summary>
    private static double ResidualOf(double difference, ImmutableArray<MechanismContribution> contributions)
    {
        var residual = difference - contributions.Sum(one => one.Contribution);
        var size = Math.Max(Math.Abs(difference), contributions.Sum(one => Math.Abs(one.Contribution)));
        return Math.Abs(residual) <= Rounding * size ? 0 : WireNumber.Round(residual);
    }

    private static long SeedOf(string hash, ChangeQuestion question)
    {
        const int digits = 12;
        var own = ResultId.Of(SubjectKind.Dataset, hash, question).Question;
        return Convert.ToInt64(hash[..digits], 16) ^ Convert.ToInt64(own[..digits], 16);
    }
}

using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects;

/// <summary>Answers how much a treatment changes an outcome: identification first, then the estimators side by side, then their doubts.</summary>
public static class EffectAnswer
{
    /// <summary>Share of the time there is after which refuters end.</summary>
    public const double DoubtShare = 0.8;

    /// <summary>Share of the time there is after which resamples end.</summary>
    public const double ResampleShare = 0.6;

    /// <summary>Answers.</summary>
    /// <param name="data">The table; NaN stands for a gap.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">When spent, refuters and resamples end early and say so; when cancelled, it throws.</param>
    /// <param name="resamplesSpent">When signalled, errors by resamples give way to those by formula.</param>
    /// <exception cref="InputException">The question does not fit the graph or the table.</exception>
    public static EffectResult Compute(
        Dataset data, string hash, EffectQuestion question, WorkBudget budget, CancellationToken resamplesSpent = default)
    {
        var catalog = new ColumnCatalog(data, question.Reading, question.Kinds);
        var seed = question.Seed ?? SeedOf(hash, question);
        var plan = Plan(catalog, question, budget);
        return plan.Strategy is null
            ? Unidentified.Answer(catalog, hash, question, plan, seed, budget)
            : new EffectRun(catalog, hash, question, plan, seed, budget, resamplesSpent).Answer();
    }

    /// <summary>The regression alone, without refuters: what answers where the estimators asked for could not.</summary>
    /// <param name="data">The table.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why they could not.</param>
    /// <param name="cancellation">Signalled when nobody waits any more.</param>
    public static EffectResult Fallback(Dataset data, string hash, EffectQuestion question, string reason, CancellationToken cancellation)
    {
        var seed = question.Seed ?? SeedOf(hash, question);
        var result = Compute(data, hash, Simpler(question) with { Seed = seed }, WorkBudget.Until(cancellation), CancellationToken.None);
        return result with { Completion = Completion.BySimplerMethod(reason) };
    }

    /// <summary>The plan. A method of its own: the rows that implications are tested on, as large as the table, end with it.</summary>
    private static EffectPlan Plan(ColumnCatalog catalog, EffectQuestion question, WorkBudget budget) =>
        EffectPlanning.Plan(question, catalog, Countable.By(catalog), ImplicationRows.Of(catalog, question), budget);

    /// <summary>The question for the regression alone, without refuters.</summary>
    internal static EffectQuestion Simpler(EffectQuestion question) => question with
    {
        Estimators =
        [
            question.Defaults with
            {
                Name = EstimatorName.Regression,
                Id = "regression",
                Scale = EffectScale.Difference,
                Estimand = EffectEstimand.Ate,
            },
        ],
        Refuters = [],
    };

    /// <summary>A seed of 48 bits (exact in every JSON reader) from the hash of data and question.</summary>
    internal static long SeedOf<TQuestion>(string hash, TQuestion question)
        where TQuestion : notnull
    {
        const int digits = 12;
        var own = ResultId.Of(SubjectKind.Dataset, hash, question).Question;
        return Convert.ToInt64(hash[..digits], 16) ^ Convert.ToInt64(own[..digits], 16);
    }
}

using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>What the draws of an outcome can be trusted for.</summary>
/// <param name="IsFixed">Whether the model itself gives it one value.</param>
/// <param name="Tail">How heavy its tail is.</param>
/// <param name="Usual">Its commonest value, where nearly all draws have it.</param>
/// <param name="Others">Draws with another value.</param>
/// <param name="Draws">Draws looked at.</param>
internal sealed record OutcomeReliability(bool IsFixed, TailWeight Tail, double Usual, int Others, int Draws)
{
    /// <summary>With fewer draws of what is rare, its share is not known to a third.</summary>
    private const int Few = 10;

    /// <summary>Reads it from the draws of a variable.</summary>
    /// <param name="isFixed">Whether the model itself gives it one value.</param>
    /// <param name="draws">Its draws.</param>
    public static OutcomeReliability Of(bool isFixed, SortedDraws? draws)
    {
        if (isFixed || draws is null)
        {
            return new OutcomeReliability(isFixed, TailWeight.Light, 0, 0, 0);
        }

        var (usual, others) = draws.OtherThanMedian();
        return new OutcomeReliability(false, draws.Tail, usual, others, draws.Count);
    }

    /// <summary>Whether nearly all draws, or all, had one value, though random quantities reach it.</summary>
    public bool IsRare => !IsFixed && Others < Few && Draws > 2 * Few;

    /// <summary>Whether a standard error of the mean means anything.</summary>
    public bool HasError => Tail == TailWeight.Light;

    /// <summary>How far off the mean may be, in standard deviations, for reasons that its standard error does not tell.</summary>
    public double HiddenError => Tail == TailWeight.NoMean || (IsRare && Others == 0) ? 0.5
        : Tail == TailWeight.NoVariance ? 0.25
        : IsRare ? 0.5 / Math.Sqrt(Others)
        : 0;

    /// <summary>What there is to say about it.</summary>
    /// <param name="outcome">The outcome.</param>
    public IEnumerable<Finding> Findings(string outcome)
    {
        if (Tail != TailWeight.Light)
        {
            yield return new HeavyTail(outcome, Tail == TailWeight.NoMean);
        }

        if (IsRare)
        {
            yield return new RareValues(outcome, Usual, Others, Draws);
        }
    }

    /// <summary>Inputs whose other values are so rare that few draws see one.</summary>
    /// <param name="inputs">The inputs that reach the outcome.</param>
    /// <param name="samples">Draws.</param>
    public static IEnumerable<Finding> RareInputs(ImmutableArray<ModelInput> inputs, long samples)
    {
        foreach (var input in inputs)
        {
            if (MayBeRare(input.Spec) && Distribution.Create(input.Spec) is DiscreteDistribution { Values.Length: > 1 } discrete)
            {
                var usual = discrete.Values.ToArray().MaxBy(discrete.LogDensity);
                var share = RareShare(discrete, usual);
                if (share * samples < Few)
                {
                    yield return new RareInput(input.Label, usual, share, samples);
                }
            }
        }
    }

    /// <summary>Tables of large counts are not built only to learn that nothing in them is rare.</summary>
    private static bool MayBeRare(DistributionSpec spec) => spec.Type switch
    {
        DistributionType.Bernoulli => true,
        DistributionType.Poisson => spec.Parameters[0] < 1,
        DistributionType.Binomial => spec.Parameters[0] * Math.Min(spec.Parameters[1], 1 - spec.Parameters[1]) < 1,
        DistributionType.Categorical or DistributionType.Empirical => spec.Probabilities.Max() > 0.9,
        _ => false,
    };

    /// <summary>Probability of all other values: added up, because 1 − p loses what is rare.</summary>
    private static double RareShare(DiscreteDistribution discrete, double usual) =>
        discrete.Values.ToArray().Where(value => value != usual).Sum(value => Math.Exp(discrete.LogDensity(value)));
}

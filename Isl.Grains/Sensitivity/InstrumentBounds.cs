using System.Collections.Immutable;
using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity;

/// <summary>A way in which a unit responds: which treatment each value of the instrument leads to, and which outcome each treatment.</summary>
/// <param name="Treatments">By value of the instrument, the treatment.</param>
/// <param name="Outcomes">By treatment, the outcome.</param>
/// <param name="Share">Share of the units that respond so.</param>
public sealed record ResponseType(ImmutableArray<int> Treatments, ImmutableArray<int> Outcomes, double Share);

/// <summary>Sharp bounds of an effect and, for each end, a population that has it and gives the very data.</summary>
/// <param name="Effect">The bounds.</param>
/// <param name="Lowest">A population at the lower bound; only types that occur.</param>
/// <param name="Highest">A population at the upper bound.</param>
public sealed record AttainedBounds(EffectRange Effect, ImmutableArray<ResponseType> Lowest, ImmutableArray<ResponseType> Highest);

/// <summary>
/// Sharp bounds of the effect of a discrete treatment on a discrete outcome from an instrument: by linear programs over all response types.
/// </summary>
/// <remarks>
/// Source: Balke and Pearl (1997), Bounds on treatment effects from studies with imperfect compliance; the programs for any discrete case: Sachs,
/// Jonzon, Sjölander and Gabriel (2023), A general method for deriving tight symbolic bounds on causal effects.
/// </remarks>
public static class InstrumentBounds
{
    /// <summary>Most levels of an instrument of a binary treatment and outcome: 4 · 2^levels response types.</summary>
    private const int MostLevels = 6;

    /// <summary>Whether an instrument of so many levels, for a binary treatment and outcome, has few enough response types.</summary>
    public static bool IsSolvable(int levels) => levels is >= 2 and <= MostLevels;

    /// <summary>Bounds of E[Y(treated)] − E[Y(control)]; null where no such model gives the data, so that the instrument is refuted.</summary>
    /// <param name="shares">By value of the instrument, treatment and outcome: P(x, y | z), of sum 1 for each z.</param>
    /// <param name="values">The outcomes' values.</param>
    /// <param name="treated">The treatment whose effect is asked for.</param>
    /// <param name="control">The treatment it is compared with.</param>
    /// <param name="budget">Stops it.</param>
    /// <exception cref="ArgumentException">There are too many response types.</exception>
    public static AttainedBounds? Of(double[][][] shares, IReadOnlyList<double> values, int treated = 1, int control = 0, WorkBudget budget = default)
    {
        var (instruments, treatments, outcomes) = (shares.Length, shares[0].Length, values.Count);
        if (Math.Pow(treatments, instruments) * Math.Pow(outcomes, treatments) > ResponseProgram.MostTypes)
        {
            throw new ArgumentException(
                $"More than {ResponseProgram.MostTypes} response types; use fewer values of instrument, treatment or outcome.", nameof(shares));
        }

        var types = ResponseProgram.Functions(instruments, treatments)
            .SelectMany(choice => ResponseProgram.Functions(treatments, outcomes).Select(response => (Choice: choice, Response: response)))
            .ToArray();
        var program = new ResponseProgram([.. types.Select(type => values[type.Response[treated]] - values[type.Response[control]])]);
        for (var z = 0; z < instruments; z++)
        {
            for (var x = 0; x < treatments; x++)
            {
                for (var y = 0; y < outcomes; y++)
                {
                    var (iv, t, o) = (z, x, y);
                    program.See(
                        [.. Enumerable.Range(0, types.Length).Where(i => types[i].Choice[iv] == t && types[i].Response[t] == o)], shares[z][x][y]);
                }
            }
        }

        return program.Solve(budget) is var (lowest, highest)
            ? new AttainedBounds(
                new EffectRange(program.Effect(lowest), program.Effect(highest)), Population(lowest), Population(highest))
            : null;

        ImmutableArray<ResponseType> Population(double[] population) =>
        [
            .. types
                .Zip(population, (type, share) => new ResponseType([.. type.Choice], [.. type.Response], share))
                .Where(type => type.Share > ResponseProgram.Rounding),
        ];
    }
}

using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Grains.Sensitivity;

/// <summary>
/// The linear programs over response types: which populations give the shares seen, and which of them has the least or most effect?
/// </summary>
/// <remarks>
/// Source: Balke and Pearl (1997); Sachs, Jonzon, Sjölander and Gabriel (2023), A general method for deriving tight symbolic bounds on causal
/// effects.
/// </remarks>
/// <param name="effects">Effect on a unit of each type.</param>
internal sealed class ResponseProgram(double[] effects)
{
    /// <summary>Most response types of one program.</summary>
    public const int MostTypes = 20_000;

    /// <summary>How far observed shares may be from any model's and still count as rounding.</summary>
    public const double Rounding = 1e-9;

    /// <summary>Time for each end of the bounds; programs of the size allowed take a tenth of it.</summary>
    private const double Seconds = 5;

    private readonly List<(int[] Types, double Share)> _seen = [];

    /// <summary>What was seen: units of these types, and no others, show something that has a share.</summary>
    public void See(int[] types, double share) => _seen.Add((types, share));

    /// <summary>Shares of the types at the lower and at the upper bound; null where no population gives what was seen.</summary>
    /// <exception cref="InputException">The solver found neither these nor that there are none.</exception>
    public (double[] Lowest, double[] Highest)? Solve(WorkBudget budget = default) =>
        Solve(1, budget) is { } highest && Solve(-1, budget) is { } lowest ? (lowest, highest) : null;

    /// <summary>The average effect in a population.</summary>
    public double Effect(double[] population) => population.Zip(effects, (share, effect) => share * effect).Sum();

    /// <summary>All functions from some values to others, as lists of what each is mapped to.</summary>
    public static IEnumerable<int[]> Functions(int from, int to)
    {
        var count = (int)Math.Pow(to, from);
        for (var at = 0; at < count; at++)
        {
            var (rest, function) = (at, new int[from]);
            for (var i = 0; i < from; i++)
            {
                (rest, function[i]) = Math.DivRem(rest, to);
            }

            yield return function;
        }
    }

    private double[]? Solve(int sign, WorkBudget budget)
    {
        var program = new LinearProgram();
        foreach (var effect in effects)
        {
            program.AddColumn(0, 1, sign * effect);
        }

        foreach (var (types, share) in _seen)
        {
            program.AddRow(types.Select(type => (type, 1.0)), share - Rounding, share + Rounding);
        }

        program.AddRow(Enumerable.Range(0, effects.Length).Select(type => (type, 1.0)), 1, 1);
        var solution = program.Solve(budget, Seconds);
        return solution.Status switch
        {
            ProgramStatus.Optimal => solution.Values,
            ProgramStatus.Stopped => throw new InputException(
                BoundsData.Place,
                $"The program of {effects.Length} response types was not solved in {Seconds:0} s; use fewer levels or fewer causes."),
            _ => null, // shares are bounded, so nothing grows without end
        };
    }
}

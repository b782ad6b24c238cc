using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>The game whose players are mechanisms: the outcome's mean when those of a set are those of the second table.</summary>
internal interface IChangeGame
{
    /// <summary>The mean for a set, true for the mechanisms of the second table.</summary>
    double Worth(bool[] inside);

    /// <summary>The means of all sets, by their bits.</summary>
    double[] Worths(WorkBudget budget);
}

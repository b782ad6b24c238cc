namespace Isl.Tests.Properties.Discovery;

/// <summary>Elimination with partial pivoting, an independent answer to compare with.</summary>
internal static class LinearSystems
{
    /// <summary>Solves the k×(k + 1) system in place.</summary>
    public static double[] Solve(double[,] system)
    {
        var k = system.GetLength(0);
        for (var column = 0; column < k; column++)
        {
            var pivot = Enumerable.Range(column, k - column).MaxBy(row => Math.Abs(system[row, column]));
            for (var j = 0; j <= k; j++)
            {
                (system[column, j], system[pivot, j]) = (system[pivot, j], system[column, j]);
            }

            for (var row = 0; row < k; row++)
            {
                var factor = system[row, column] / system[column, column];
                for (var j = column; j <= k && row != column; j++)
                {
                    system[row, j] -= factor * system[column, j];
                }
            }
        }

        return [.. Enumerable.Range(0, k).Select(i => system[i, k] / system[i, i])];
    }
}

using System.Globalization;
using System.IO.Compression;

namespace Isl.Tests.Golden;

/// <summary>A CSV file of numbers, plain or gzipped, with its moments.</summary>
/// <param name="Names">Column names.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Column-major values.</param>
/// <param name="Covariance">Row-major d×d, divisor n.</param>
internal sealed record GoldenTable(string[] Names, int Rows, double[] Columns, double[] Covariance)
{
    public int Order => Names.Length;

    /// <summary>Reads a file, or its gzipped neighbour.</summary>
    public static GoldenTable Read(string path)
    {
        using var stream = File.OpenRead(File.Exists(path) ? path : path + ".gz");
        using var reader = new StreamReader(File.Exists(path) ? stream : new GZipStream(stream, CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var rows = new List<double[]>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            rows.Add([.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }

        var columns = new double[names.Length * rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < names.Length; column++)
            {
                columns[(column * rows.Count) + row] = rows[row][column];
            }
        }

        return new GoldenTable(names, rows.Count, columns, CovarianceOf(columns, rows.Count));
    }

    /// <summary>Row-major covariances of column-major values, divisor n.</summary>
    public static double[] CovarianceOf(double[] columns, int rows)
    {
        var d = columns.Length / rows;
        var centred = new double[columns.Length];
        for (var j = 0; j < d; j++)
        {
            var mean = columns.AsSpan(j * rows, rows).ToArray().Average();
            for (var row = 0; row < rows; row++)
            {
                centred[(j * rows) + row] = columns[(j * rows) + row] - mean;
            }
        }

        var covariance = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                for (var row = 0; row < rows; row++)
                {
                    covariance[(i * d) + j] += centred[(i * rows) + row] * centred[(j * rows) + row] / rows;
                }
            }
        }

        return covariance;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

/// <summary>The PC cases: data, reference runs and single tests.</summary>
internal sealed class PcGolden
{
    private static readonly ConcurrentDictionary<string, PcGolden> Known = new();

    private PcGolden(string id)
    {
        Json = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf("discovery", "pc", id + ".json"))).RootElement;
        Data = Read(GoldenCases.PathOf("discovery", "pc", id + ".csv.gz"));
    }

    public static string[] Ids { get; } =
    [
        .. Directory
            .GetFiles(GoldenCases.PathOf("discovery", "pc"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    public JsonElement Json { get; }

    public Dataset Data { get; }

    public static PcGolden Of(string id) => Known.GetOrAdd(id, key => new PcGolden(key));

    public static IndependenceTest Test(Dataset data, string name) => name == "fisherz"
        ? new FisherZ(DatasetMoments.Of(data, default).Correlation, data.Columns, data.Rows)
        : new ContingencyTest(CategoricalColumns.Of(data, default), name == "gsq" ? ContingencyStatistic.GSquare : ContingencyStatistic.ChiSquare);

    public static Dataset Read(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        ImmutableArray<string> names = [.. reader.ReadLine()!.Split(',')];
        var cells = new List<double[]>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            cells.Add([.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }

        var values = new double[cells.Count * names.Length];
        for (var row = 0; row < cells.Count; row++)
        {
            for (var column = 0; column < names.Length; column++)
            {
                values[(column * cells.Count) + row] = cells[row][column];
            }
        }

        return new Dataset(names, cells.Count, values);
    }

    public Cpdag Graph(JsonElement cpdag)
    {
        var graph = new Cpdag(Data.Columns);
        Each("directed", graph.Orient);
        Each("undirected", graph.Join);
        Each("bidirected", graph.OrientBoth);
        return graph;

        void Each(string kind, Action<int, int> add)
        {
            foreach (var edge in cpdag.TryGetProperty(kind, out var edges) ? edges.EnumerateArray().ToArray() : [])
            {
                add(Data.Variables.IndexOf(edge[0].GetString()!), Data.Variables.IndexOf(edge[1].GetString()!));
            }
        }
    }

    public string Text(Cpdag graph)
    {
        var named = graph.ToNames(Data.Variables);
        return $"{string.Join(' ', named.Directed.Select(edge => $"{edge.From}>{edge.To}"))} | {string.Join(' ', named.Undirected.Select(edge => $"{edge.From}-{edge.To}"))} | {string.Join(' ', named.Bidirected.Select(edge => $"{edge.From}={edge.To}"))}";
    }
}

using Isl.Grains.GraphCore;

namespace Isl.Grains.Sensitivity;

/// <summary>All ways in which the nodes of a district respond to their causes: one function for each node.</summary>
internal sealed class DistrictTypes
{
    private readonly Node[] _nodes;
    private readonly int[] _strides;

    private DistrictTypes(Node[] nodes, int count)
    {
        (_nodes, Count) = (nodes, count);
        _strides = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            _strides[i] = i == 0 ? 1 : _strides[i - 1] * nodes[i - 1].Functions.Length;
        }
    }

    /// <summary>Number of types.</summary>
    public int Count { get; }

    /// <summary>The types; null where there are more than a program takes.</summary>
    /// <param name="graph">The graph over measured nodes.</param>
    /// <param name="district">Nodes of the district, causes first.</param>
    /// <param name="columns">The columns by node.</param>
    public static DistrictTypes? Of(LatentProjection graph, int[] district, IReadOnlyDictionary<int, LevelColumn> columns)
    {
        var (nodes, count) = (new Node[district.Length], 1.0);
        for (var i = 0; i < district.Length; i++)
        {
            (int Node, int Levels)[] causes = [.. graph.Parents(district[i]).ToArray().Select(cause => (cause, columns[cause].Count))];
            var settings = causes.Aggregate(1.0, (product, cause) => product * cause.Levels);
            var functions = Math.Pow(columns[district[i]].Count, settings);
            count *= functions;
            if (!(count <= ResponseProgram.MostTypes))
            {
                return null;
            }

            nodes[i] = new Node(district[i], causes, [.. ResponseProgram.Functions((int)settings, columns[district[i]].Count)]);
        }

        return new DistrictTypes(nodes, (int)count);
    }

    /// <summary>The level that a type gives a node, from those of its causes.</summary>
    /// <param name="type">The type.</param>
    /// <param name="index">The node's place in the district.</param>
    /// <param name="values">A level for every cause.</param>
    public int Response(int type, int index, int[] values)
    {
        var node = _nodes[index];
        var setting = 0;
        foreach (var (cause, levels) in node.Causes)
        {
            setting = (setting * levels) + values[cause];
        }

        return node.Functions[type / _strides[index] % node.Functions.Length][setting];
    }

    /// <summary>A type as it is told: by node, the level for each setting of its causes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Told(int type, IReadOnlyDictionary<int, LevelColumn> columns)
    {
        var told = new OrderedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        for (var i = 0; i < _nodes.Length; i++)
        {
            var (node, causes, functions) = _nodes[i];
            var function = functions[type / _strides[i] % functions.Length];
            var settings = new OrderedDictionary<string, string>(StringComparer.Ordinal);
            for (var setting = 0; setting < function.Length; setting++)
            {
                var (rest, parts) = (setting, new string[causes.Length]);
                for (var cause = causes.Length - 1; cause >= 0; cause--)
                {
                    (rest, var level) = Math.DivRem(rest, causes[cause].Levels);
                    parts[cause] = columns[causes[cause].Node].At(level);
                }

                settings[parts.Length == 0 ? ModelParts.Always : string.Join(", ", parts)] = columns[node].Labels[function[setting]];
            }

            told[columns[node].Name] = settings;
        }

        return told;
    }

    /// <param name="Index">The node.</param>
    /// <param name="Causes">Its causes and their number of levels.</param>
    /// <param name="Functions">All functions of its causes' settings.</param>
    private sealed record Node(int Index, (int Node, int Levels)[] Causes, int[][] Functions);
}

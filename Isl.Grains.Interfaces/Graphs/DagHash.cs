using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Isl.Grains.Interfaces.Graphs;

/// <summary>SHA-256 of a canonical graph as 64 lower-case hexadecimal digits: the key of its grain.</summary>
/// <param name="Value">The digits.</param>
[GenerateSerializer, Immutable, Alias("isl.dag-hash.v1")]
public readonly record struct DagHash([property: Id(0)] string Value)
{
    private const byte FormatVersion = 1;

    /// <summary>Hash of the graph: format version, then the length-prefixed nodes, edges, bidirected edges, latents and selected nodes.</summary>
    public static DagHash Of(CausalGraph graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([FormatVersion]);
        AppendNumber(hash, graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            var bytes = Encoding.UTF8.GetBytes(node);
            AppendNumber(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        foreach (var edges in new[] { graph.Edges, graph.Bidirected })
        {
            AppendNumber(hash, edges.Length);
            foreach (var edge in edges)
            {
                AppendNumber(hash, edge.From);
                AppendNumber(hash, edge.To);
            }
        }

        AppendNumber(hash, graph.Latent.Length);
        foreach (var node in graph.Latent)
        {
            AppendNumber(hash, node);
        }

        // Graphs without selection and open edges keep the hash they had before there were any; the sign tells the two lists apart.
        if (!graph.Selected.IsEmpty)
        {
            AppendNumber(hash, graph.Selected.Length);
            foreach (var node in graph.Selected)
            {
                AppendNumber(hash, node);
            }
        }

        if (!graph.Undirected.IsEmpty)
        {
            AppendNumber(hash, -graph.Undirected.Length);
            foreach (var edge in graph.Undirected)
            {
                AppendNumber(hash, edge.From);
                AppendNumber(hash, edge.To);
            }
        }

        return new DagHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static void AppendNumber(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}

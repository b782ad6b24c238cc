using System.Buffers;
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
        // In one piece: each call of the hash function costs more than the few bytes it would be given.
        var hash = new ArrayBufferWriter<byte>(1024);
        hash.Write([FormatVersion]);
        AppendNumber(hash, graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            AppendNumber(hash, Encoding.UTF8.GetByteCount(node));
            Encoding.UTF8.GetBytes(node, hash);
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

        return new DagHash(Convert.ToHexStringLower(SHA256.HashData(hash.WrittenSpan)));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static void AppendNumber(ArrayBufferWriter<byte> hash, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(hash.GetSpan(sizeof(int)), value);
        hash.Advance(sizeof(int));
    }
}

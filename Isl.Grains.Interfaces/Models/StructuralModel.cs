using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Isl.Grains.Interfaces.Models;

/// <summary>A structural causal model in canonical form: how each variable is made, and what the exogenous ones are drawn from.</summary>
/// <remarks>
/// Made by <c>StructuralModelBuilder</c>, which checks the names. Formulas are text here: they are parsed, and cycles
/// found, where the model is compiled. Source: Pearl (2009), Causality, definition 7.1.1.
/// </remarks>
[GenerateSerializer, Immutable, Alias("isl.structural-model.v1")]
public sealed record StructuralModel
{
    private const byte FormatVersion = 1;

    /// <summary>The variables in the caller's order, which breaks ties of the topological order.</summary>
    [Id(0)]
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>Equations by variable in ordinal order; at most one for each variable.</summary>
    [Id(1)]
    public required ImmutableArray<StructuralEquation> Equations { get; init; }

    /// <summary>Distributions by name in ordinal order; none has an equation.</summary>
    [Id(2)]
    public required ImmutableArray<ExogenousQuantity> Distributions { get; init; }

    /// <summary>Variables held at a value, in ordinal order; none has an equation or a distribution.</summary>
    [Id(3)]
    public required ImmutableArray<VariableValue> Values { get; init; }

    /// <summary>SHA-256 of the model as 64 lower-case hexadecimal digits: the key of its grain.</summary>
    /// <remarks>
    /// Of format version and length-prefixed parts, numbers by their bits. The same for every order of the keys and every way of
    /// writing a distribution or an equation; the order of <see cref="Variables"/> counts because it breaks ties.
    /// </remarks>
    public string Hash()
    {
        // In one piece: each call of the hash function costs more than the few bytes it would be given.
        var hash = new ArrayBufferWriter<byte>(1024);
        hash.Write([FormatVersion]);
        Append(hash, Variables.Length);
        foreach (var variable in Variables)
        {
            Append(hash, variable);
        }

        Append(hash, Equations.Length);
        foreach (var equation in Equations)
        {
            Append(hash, equation.Variable);
            Append(hash, equation.Formula);
            Append(hash, equation.Noise);
        }

        Append(hash, Distributions.Length);
        foreach (var (name, distribution) in Distributions)
        {
            Append(hash, name);
            Append(hash, distribution);
        }

        Append(hash, Values.Length);
        foreach (var (variable, value) in Values)
        {
            Append(hash, variable);
            Append(hash, value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(hash.WrittenSpan));
    }

    /// <inheritdoc/>
    public bool Equals(StructuralModel? other) => other is not null
        && Variables.AsSpan().SequenceEqual(other.Variables.AsSpan())
        && Equations.AsSpan().SequenceEqual(other.Equations.AsSpan())
        && Distributions.AsSpan().SequenceEqual(other.Distributions.AsSpan())
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Equations.Aggregate(Variables.Length, HashCode.Combine);

    private static void Append(ArrayBufferWriter<byte> hash, DistributionSpec? distribution)
    {
        Append(hash, distribution is null ? -1 : (int)distribution.Type);
        if (distribution is { HasPlainNames: true })
        {
            Append(hash, "plain names"); // they change what the answer says, and models without them keep their hash
        }

        if (distribution is null)
        {
            return;
        }

        foreach (var numbers in new[] { distribution.Parameters, distribution.Values, distribution.Probabilities })
        {
            Append(hash, numbers.Length);
            foreach (var number in numbers)
            {
                Append(hash, number);
            }
        }
    }

    private static void Append(ArrayBufferWriter<byte> hash, string text)
    {
        Append(hash, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, hash);
    }

    private static void Append(ArrayBufferWriter<byte> hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.Write(bytes);
    }

    private static void Append(ArrayBufferWriter<byte> hash, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        hash.Write(bytes);
    }
}

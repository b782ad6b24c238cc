namespace Isl.Api.Requests;

/// <summary>Feature of a request whose body was read before its endpoint reads it, so that it is not read and copied twice.</summary>
public interface IReadBody
{
    /// <summary>Every byte of it.</summary>
    ReadOnlyMemory<byte> Bytes { get; }
}

using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Takes cells off CSV text, one by one. A cell is a slice of the text, or of one scratch buffer where it holds doubled quotes.</summary>
internal ref struct CsvCursor
{
    private readonly string _path;
    private ReadOnlySpan<byte> _rest;
    private byte[] _scratch = [];

    /// <summary>Starts at the header.</summary>
    /// <param name="text">The text from there on.</param>
    /// <param name="path">Its place in the request.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <param name="line">The number of its first line, from 1.</param>
    public CsvCursor(ReadOnlySpan<byte> text, string path, byte separator, int line = 1)
    {
        _rest = text;
        _path = path;
        Separator = separator;
        Line = line;
    }

    /// <summary>What stands between cells.</summary>
    public byte Separator { get; }

    /// <summary>Line of the next cell, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Passes over lines without anything; false at the end of the text.</summary>
    public bool SkipEmptyLines()
    {
        while (!_rest.IsEmpty && _rest[0] is (byte)'\n' or (byte)'\r')
        {
            Line += _rest[0] == '\n' ? 1 : 0;
            _rest = _rest[1..];
        }

        return !_rest.IsEmpty;
    }

    /// <summary>The next cell; <paramref name="last"/> when its row ends with it. Valid until the next one is taken.</summary>
    public ReadOnlySpan<byte> NextCell(out bool last)
    {
        if (!_rest.IsEmpty && _rest[0] == '"')
        {
            return NextQuotedCell(out last);
        }

        var end = _rest.IndexOfAny(Separator, (byte)'\n');
        var cell = end < 0 ? _rest : _rest[..end];
        last = end < 0 || _rest[end] == '\n';
        Line += last ? 1 : 0;
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        return cell.Trim(" \t\r"u8);
    }

    private ReadOnlySpan<byte> NextQuotedCell(out bool last)
    {
        var (opened, length) = (Line, 0);
        _rest = _rest[1..];
        while (true)
        {
            var quote = _rest.IndexOf((byte)'"');
            if (quote < 0)
            {
                throw new InputException(_path, $"The quoted cell that begins on line {opened} is not closed; end it with '\"'.");
            }

            var isDoubled = quote + 1 < _rest.Length && _rest[quote + 1] == '"';
            var part = isDoubled ? _rest[..(quote + 1)] : _rest[..quote];
            Line += part.Count((byte)'\n');
            _rest = _rest[(isDoubled ? quote + 2 : quote + 1)..];
            if (!isDoubled && length == 0)
            {
                EndQuoted(opened, out last);
                return part.Trim(" \t\r"u8);
            }

            if (_scratch.Length < length + part.Length)
            {
                Array.Resize(ref _scratch, Math.Max(2 * _scratch.Length, length + part.Length));
            }

            part.CopyTo(_scratch.AsSpan(length));
            length += part.Length;
            if (!isDoubled)
            {
                EndQuoted(opened, out last);
                return _scratch.AsSpan(0, length);
            }
        }
    }

    private void EndQuoted(int opened, out bool last)
    {
        if (!NextCell(out last).IsEmpty)
        {
            throw new InputException(
                _path,
                $"Something stands behind the closing quote of the cell that begins on line {opened}; double a '\"' that belongs to a cell.");
        }
    }
}

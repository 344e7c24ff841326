/* Stands in for a library of Windows 8 and later that wine 8.0 lacks and that Rust's standard library draws its
 * randomness from. The bytes come from wine's own generator (RtlGenRandom, exported under its ordinal-era name). */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
    const SIZE_T most = 0x10000000;
    while (length > 0) {
        ULONG part = (ULONG)(length > most ? most : length);
        if (!SystemFunction036(bytes, part)) return FALSE;
        bytes += part;
        length -= part;
    }
    return TRUE;
}

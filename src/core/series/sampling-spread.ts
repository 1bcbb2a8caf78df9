export const dfaSpread=(_a:number,_n:number)=>0; export const higuchiSpread=(_a:number,_n:number,_k:number)=>0;
